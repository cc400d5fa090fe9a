/* Bits of a stage 1 level 3 descriptor that the hardware knows. */
#define PTE_VALID		(1UL << 0)
#define PTE_TYPE_PAGE		(3UL << 0)
#define PTE_ATTRINDX_SHIFT	2
#define PTE_ATTRINDX_MASK	(7UL << PTE_ATTRINDX_SHIFT)
#define PTE_USER		(1UL << 6)
#define PTE_RDONLY		(1UL << 7)
#define PTE_SHARED		(3UL << 8)
#define PTE_AF			(1UL << 10)
#define PTE_NG			(1UL << 11)
#define PTE_DBM			(1UL << 51)
#define PTE_PXN			(1UL << 53)
#define PTE_UXN			(1UL << 54)

#define PTE_ADDR_MASK		0x0000fffffffff000UL
