#define VM_NONE		0x00000000
#define VM_READ		0x00000001
#define VM_WRITE	0x00000002
#define VM_EXEC		0x00000004
#define VM_SHARED	0x00000008
/* No struct page behind it: the registers of a device. */
#define VM_PFNMAP	0x00000400
/* madvise(MADV_HUGEPAGE). */
#define VM_HUGEPAGE	0x20000000

/* VM_HIGH_ARCH_0: mapped with PROT_MTE. */
#define VM_MTE		0x100000000
/* VM_HIGH_ARCH_1: this memory can carry tags, so PROT_MTE may be asked for. */
#define VM_MTE_ALLOWED	0x200000000

/*
 * What may be mapped beside anonymous memory (vm_file 0) and tmpfs (1 + index
 * into inodes[]): a file on persistent memory, page for page (DAX), and a
 * region of a device that was handed to user space (VFIO).
 */
#define FILE_DAX	0x100
#define FILE_VFIO	0x101
/* mmap(MAP_HUGETLB): a file of hugetlbfs without a name. */
#define FILE_HUGETLB	0x102

#define VM_ACCESS_FLAGS	(VM_READ | VM_WRITE | VM_EXEC)

#define FAULT_FLAG_WRITE	0x01
#define FOLL_WRITE		0x01

#define VM_FAULT_OOM		0x000001
#define VM_FAULT_SIGBUS		0x000002
#define VM_FAULT_SIGSEGV	0x000040
#define VM_FAULT_ERROR		(VM_FAULT_OOM | VM_FAULT_SIGBUS | VM_FAULT_SIGSEGV)

/* Stands for: vma_is_anonymous, include/linux/mm.h, v5.10 */
static inline bool vma_is_anonymous(struct vm_area_struct *vma)
{
	return vma->vm_file == 0;
}

/* Stands for: set_page_dirty, mm/page-writeback.c, v5.10 */
static inline void set_page_dirty(struct page *page)
{
	set_bit(PG_dirty, &page->flags);
}
