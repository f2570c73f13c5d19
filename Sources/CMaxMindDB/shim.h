#include <maxminddb.h>

// MMDB_get_value is variadic, which Swift cannot call, and ends its path with NULL.
static inline int icp_mmdb_get_value(
    MMDB_entry_s *_Nonnull start, MMDB_entry_data_s *_Nonnull data, const char *_Nonnull key,
    const char *_Nullable inner) {
  return MMDB_get_value(start, data, key, inner, NULL);
}

// Members of an anonymous union, each valid for one type of data only.
static inline const char *_Nullable icp_mmdb_text(const MMDB_entry_data_s *_Nonnull data) {
  return data->has_data && data->type == MMDB_DATA_TYPE_UTF8_STRING ? data->utf8_string : NULL;
}

static inline uint32_t icp_mmdb_number(const MMDB_entry_data_s *_Nonnull data) {
  if (!data->has_data) return 0;
  switch (data->type) {
  case MMDB_DATA_TYPE_UINT16: return data->uint16;
  case MMDB_DATA_TYPE_UINT32: return data->uint32;
  default: return 0;
  }
}

// Macros of the library, as typed constants.
static const int icp_mmdb_success = MMDB_SUCCESS;
static const uint32_t icp_mmdb_mode_mmap = MMDB_MODE_MMAP;
