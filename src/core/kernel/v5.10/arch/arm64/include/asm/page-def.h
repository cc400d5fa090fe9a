#define PAGE_SHIFT	12
#define PAGE_SIZE	0x1000
#define PAGE_MASK	(~(PAGE_SIZE - 1UL))
