"""An asyncio script as people write it: one session, gather, two GETs a name.

    plain.py WIDTH <names
"""

import asyncio
import sys

import aiohttp


async def get(session, url):
    try:
        async with session.get(url) as response:
            await response.text()
            return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False


async def check(session, gate, name):
    async with gate:
        answers = await asyncio.gather(
            get(session, f"http://{name}/"), get(session, f"https://{name}/"))
        return all(answers)


async def main():
    names = sys.stdin.read().split()
    gate = asyncio.Semaphore(int(sys.argv[1]))
    connector = aiohttp.TCPConnector(
        limit=0, force_close=True, resolver=aiohttp.AsyncResolver())
    timeout = aiohttp.ClientTimeout(total=20)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        answers = await asyncio.gather(*(check(session, gate, name) for name in names))
    print(f"{sum(answers)} of {len(answers)}")


asyncio.run(main())
