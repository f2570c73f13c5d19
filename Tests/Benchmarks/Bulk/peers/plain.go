// A plain Go program, as people write it: so many goroutines, net/http, two GETs a name.
//
//	plain WIDTH <names
package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"sync"
	"time"
)

func main() {
	width, _ := strconv.Atoi(os.Args[1])
	client := &http.Client{
		Timeout: 20 * time.Second,
		// Each probe is a connection of its own, as it is for all who are compared.
		Transport: &http.Transport{DisableKeepAlives: true},
	}
	names := make(chan string)
	var good, bad int
	var tally sync.Mutex
	var workers sync.WaitGroup
	for i := 0; i < width; i++ {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for name := range names {
				isGood := get(client, "http://"+name+"/") && get(client, "https://"+name+"/")
				tally.Lock()
				if isGood {
					good++
				} else {
					bad++
				}
				tally.Unlock()
			}
		}()
	}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		names <- lines.Text()
	}
	close(names)
	workers.Wait()
	fmt.Printf("%d of %d\n", good, good+bad)
}

func get(client *http.Client, url string) bool {
	response, err := client.Get(url)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, io.LimitReader(response.Body, 64*1024))
	return err == nil && response.StatusCode == 200
}
