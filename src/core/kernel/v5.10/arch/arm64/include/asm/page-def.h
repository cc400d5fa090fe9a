#define PAGE_SHIFT	12
#define PAGE_SIZE	0x1000
#define PAGE_MASK	(~(PAGE_SIZE - 1UL))

/* Stands for: PAGE_ALIGN, include/linux/mm.h, v5.10 */
static inline unsigned long PAGE_ALIGN(unsigned long len)
{
	return (len + PAGE_SIZE - 1) & PAGE_MASK;
}
