#ifndef ICPDIAG_PLACE_TABLE_H
#define ICPDIAG_PLACE_TABLE_H

#include <stddef.h>

/// The embedded place table; its format is described where it is read.
extern const unsigned char icp_place_table[];
extern const size_t icp_place_table_size;

#endif
