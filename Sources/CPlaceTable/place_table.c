#include "place_table.h"

#pragma clang diagnostic ignored "-Wc23-extensions"  // #embed

// Aligned to a cache line, so that a search touches as few as it can.
_Alignas(64) const unsigned char icp_place_table[] = {
#embed "places.bin"
};

const size_t icp_place_table_size = sizeof icp_place_table;
