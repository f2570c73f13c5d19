#include "place_table.h"

const unsigned char icp_place_table[] = {
#embed "places.bin"
};

const size_t icp_place_table_size = sizeof icp_place_table;
