#ifndef ICPDIAG_PLACE_TABLE_H
#define ICPDIAG_PLACE_TABLE_H

#include <stddef.h>

/// The embedded place table; make-places.py makes it and describes its format.
extern const unsigned char icp_place_table[];
extern const size_t icp_place_table_size;

/// Swift does not import arrays without a size.
static inline const void *_Nonnull icp_place_table_octets(void) {
  return icp_place_table;
}

#endif
