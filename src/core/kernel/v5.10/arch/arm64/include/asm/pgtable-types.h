typedef struct {
	u64 pte;
} pte_t;

/* What a PTE says beside the address: the bits of PAGE_SHARED and its like. */
typedef u64 pgprot_t;

/* Stands for: pte_val, arch/arm64/include/asm/pgtable-types.h, v5.10 */
static inline u64 pte_val(pte_t pte)
{
	return pte.pte;
}

/* Stands for: __pte, arch/arm64/include/asm/pgtable-types.h, v5.10 */
static inline pte_t __pte(u64 val)
{
	pte_t pte;

	pte.pte = val;
	return pte;
}

/*
 * What follows stands in pgtable.h in Linux. Here pgtable.h holds set_pte_at()
 * alone, since that is what the releases change.
 */

/* Stands for: pte_none, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_none(pte_t pte)
{
	return pte_val(pte) == 0;
}

/* Stands for: pte_present, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_present(pte_t pte)
{
	return (pte_val(pte) & (PTE_VALID | PTE_PROT_NONE)) != 0;
}

/* Stands for: pte_write, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_write(pte_t pte)
{
	return (pte_val(pte) & PTE_WRITE) != 0;
}

/* Stands for: pte_special, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_special(pte_t pte)
{
	return (pte_val(pte) & PTE_SPECIAL) != 0;
}

/* Stands for: pte_tagged, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_tagged(pte_t pte)
{
	return (pte_val(pte) & PTE_ATTRINDX_MASK) == MT_NORMAL_TAGGED << PTE_ATTRINDX_SHIFT;
}

/* Stands for: pte_user_exec, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_user_exec(pte_t pte)
{
	return !(pte_val(pte) & PTE_UXN);
}

/* Stands for: pte_valid_user, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_valid_user(pte_t pte)
{
	return (pte_val(pte) & (PTE_VALID | PTE_USER)) == (PTE_VALID | PTE_USER);
}

/*
 * Whether user space may read (or write) through this PTE. False for PROT_NONE
 * and for memory that may only be executed.
 *
 * Stands for: pte_access_permitted, arch/arm64/include/asm/pgtable.h, v5.10
 */
static inline bool pte_access_permitted(pte_t pte, bool write)
{
	return pte_valid_user(pte) && (!write || pte_write(pte));
}

/*
 * Dirty by the hardware's word: a store has cleared PTE_RDONLY.
 *
 * Stands for: pte_hw_dirty, arch/arm64/include/asm/pgtable.h, v5.10
 */
static inline bool pte_hw_dirty(pte_t pte)
{
	return pte_write(pte) && !(pte_val(pte) & PTE_RDONLY);
}

/* Stands for: pte_dirty, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_dirty(pte_t pte)
{
	return (pte_val(pte) & PTE_DIRTY) || pte_hw_dirty(pte);
}

/* Stands for: pte_mkdirty, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline pte_t pte_mkdirty(pte_t pte)
{
	u64 val = pte_val(pte) | PTE_DIRTY;

	if (pte_write(pte))
		val &= ~PTE_RDONLY;
	return __pte(val);
}

/* Stands for: pte_mkwrite, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline pte_t pte_mkwrite(pte_t pte)
{
	return __pte((pte_val(pte) | PTE_WRITE) & ~PTE_RDONLY);
}

/* Stands for: pte_wrprotect, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline pte_t pte_wrprotect(pte_t pte)
{
	return __pte((pte_val(pte) & ~PTE_WRITE) | PTE_RDONLY);
}

/* Stands for: pte_mkspecial, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline pte_t pte_mkspecial(pte_t pte)
{
	return __pte(pte_val(pte) | PTE_SPECIAL);
}

/* Stands for: pte_pfn, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline unsigned long pte_pfn(pte_t pte)
{
	return (pte_val(pte) & PTE_ADDR_MASK) >> PAGE_SHIFT;
}

/* Stands for: pfn_pte, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline pte_t pfn_pte(unsigned long pfn, pgprot_t prot)
{
	return __pte(pfn << PAGE_SHIFT | prot);
}

/* Stands for: pte_page, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline struct page *pte_page(pte_t pte)
{
	return pfn_to_page(pte_pfn(pte));
}

/* Stands for: mk_pte, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline pte_t mk_pte(struct page *page, pgprot_t prot)
{
	return pfn_pte(page_to_pfn(page), prot);
}

/*
 * The same page with other permissions or another memory type. A page that
 * was dirty stays so.
 *
 * Stands for: pte_modify, arch/arm64/include/asm/pgtable.h, v5.10
 */
static inline pte_t pte_modify(pte_t pte, pgprot_t newprot)
{
	u64 mask = PTE_USER | PTE_PXN | PTE_UXN | PTE_RDONLY | PTE_PROT_NONE |
		   PTE_VALID | PTE_WRITE | PTE_ATTRINDX_MASK;

	if (pte_hw_dirty(pte))
		pte = pte_mkdirty(pte);
	return __pte((pte_val(pte) & ~mask) | (newprot & mask));
}

/* Stands for: pte_same, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline bool pte_same(pte_t a, pte_t b)
{
	return pte_val(a) == pte_val(b);
}

/*
 * The PTE of a user address.
 *
 * Stands for: pte_offset_map, include/linux/pgtable.h, v5.10
 */
static inline pte_t *pte_offset_map(struct mm_struct *mm, unsigned long addr)
{
	return &mm->pte[(untagged_addr(addr) - USER_BASE) >> PAGE_SHIFT];
}

/* Stands for: ptep_get, include/linux/pgtable.h, v5.10 */
static inline pte_t ptep_get(pte_t *ptep)
{
	return __pte(READ_ONCE(ptep->pte));
}

/*
 * There is no TLB in the model: from here on every access walks past this PTE.
 *
 * Stands for: set_pte, arch/arm64/include/asm/pgtable.h, v5.10
 */
static inline void set_pte(pte_t *ptep, pte_t pte)
{
	WRITE_ONCE(ptep->pte, pte_val(pte));
}

/* Stands for: ptep_get_and_clear, arch/arm64/include/asm/pgtable.h, v5.10 */
static inline pte_t ptep_get_and_clear(pte_t *ptep)
{
	return __pte(xchg(&ptep->pte, 0));
}
