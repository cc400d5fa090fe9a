/* One tag of 4 bits for every 16 bytes of physical memory. */
#define MTE_GRANULE_SIZE	16
#define MTE_GRANULE_SHIFT	4
#define MTE_GRANULES_PER_PAGE	256
/* Bits 59:56 of a pointer hold the tag it was given. */
#define MTE_TAG_SHIFT		56
