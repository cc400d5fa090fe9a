/* Bits of a PTE that are the kernel's own. */
#define PTE_WRITE		PTE_DBM
#define PTE_DIRTY		(1UL << 55)
#define PTE_SPECIAL		(1UL << 56)
/* Only while PTE_VALID is clear. */
#define PTE_PROT_NONE		(1UL << 58)

#define PROT_DEFAULT		(PTE_TYPE_PAGE | PTE_AF | PTE_SHARED | PTE_NG | PTE_PXN | PTE_UXN)

/*
 * A shared page starts clean: PTE_WRITE says that it may be written, and
 * PTE_RDONLY goes with the first store.
 */
#define PAGE_NONE		((PROT_DEFAULT & ~PTE_VALID) | PTE_PROT_NONE | PTE_RDONLY)
#define PAGE_SHARED		(PROT_DEFAULT | PTE_USER | PTE_RDONLY | PTE_WRITE)
#define PAGE_READONLY		(PROT_DEFAULT | PTE_USER | PTE_RDONLY)

/* A swapped out page: type in bits 7:2, offset in bits 57:8, and PTE_VALID clear. */
#define __SWP_TYPE_SHIFT	2
#define __SWP_TYPE_MASK		(0x3fUL << __SWP_TYPE_SHIFT)
#define __SWP_OFFSET_SHIFT	8
#define __SWP_OFFSET_MASK	(((1UL << 50) - 1) << __SWP_OFFSET_SHIFT)
