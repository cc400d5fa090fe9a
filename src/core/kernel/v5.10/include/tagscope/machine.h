/*
 * The modelled machine: how much of everything there is, and its memory.
 *
 * Nothing here exists in Linux. A scenario may replace any of these sizes.
 */

/* 1: the CPUs have FEAT_MTE3. 0: no MTE at all. */
#define CPU_HAS_MTE	1

/* Physical memory: page frame number PFN_BASE + i is frame i. */
#define NR_FRAMES	4
#define PFN_BASE	0x40

/*
 * The last frames are no ordinary memory: some are persistent memory, which has
 * a struct page but lies in ZONE_DEVICE, and behind them are the registers of
 * a device, which have none.
 */
#define NR_PMEM_FRAMES	0
#define NR_MMIO_FRAMES	0

/* User space of every process: one table of NR_PTES PTEs, the first one maps USER_BASE. */
#define NR_MMS		2
#define USER_BASE	0x7f200000
#define NR_PTES		4
#define NR_VMAS		4

/* Guest memory of every VM: one table of stage 2 entries, the first one maps IPA_BASE. */
#define NR_KVMS		1
#define IPA_BASE	0x40000
#define NR_S2_PTES	4
#define NR_MEMSLOTS	2

/*
 * 1: pages may be swapped out, or be under migration, while a thread runs.
 * 0: the code for that is left out, as a kernel may be built without it.
 */
#define CONFIG_SWAP		0
#define CONFIG_MIGRATION	0

/* 1: a program may choose with prctl() how its tags are checked. 0: the kernel was built without that. */
#define CONFIG_ARM64_TAGGED_ADDR_ABI	1

/* 1: anonymous memory may come in huge pages. A huge page of the model has two pages. */
#define CONFIG_TRANSPARENT_HUGEPAGE	0
#define HPAGE_PMD_NR			2

/*
 * 1: a call may be about a part of a mapping, which is split then. 0: that fails
 * with -ENOMEM, as if the process had all the mappings it may have.
 */
#define CONFIG_SPLIT_VMA	0

/* 1: guests run A64 code of their own (vmm/guest-code.c). */
#define CONFIG_GUEST_CODE	0
/* Where they start. */
#define GUEST_ENTRY		IPA_BASE

/* 1: there are hugetlb pages. They have as many pages as other huge pages. */
#define CONFIG_HUGETLBFS	0

/*
 * 1: the caches that instructions are fetched from are modelled, and what the
 * kernel does about them. Of a page they hold ICACHE_LINES lines.
 */
#define CONFIG_ICACHE	0
#define ICACHE_LINES	2

/* 1: KSM is at work. */
#define CONFIG_KSM	0

/*
 * 1: zeroing the data of a new page takes steps, a block each. 0: nobody looks at
 * that data, and it is taken to be zero.
 */
#define CONFIG_ZEROING	0

/*
 * 1: a page whose last mapping munmap() takes is free, and the next who needs one
 * gets it. 0: every frame is handed out once.
 */
#define CONFIG_FREE_PAGES	0

/* 1: the kernel's own memory may run out at any time; each attempt to get some has two outcomes. */
#define ALLOCATIONS_MAY_FAIL	0

/* tmpfs files for shared memory that has no name, the last of inodes[]. */
#define NR_UNNAMED_INODES	0

/* Slots of the swap file. The first is its header. */
#define NR_SWAP_SLOTS	3

/* Pools that are a heap or a tree in Linux. */
#define NR_SAVED	2
#define NR_INODES	1
#define NR_SHMEM_PAGES	2
#define NR_TASKS	4
#define NR_MAILBOXES	1

/* 1: the VMM has opened /dev/kvm before the scenario begins. */
#define DEV_KVM_OPEN	1

/*
 * 1: a copy of tags to or from user memory moves all it can of a user page in one step.
 * 0: it moves one tag after the other, as the kernel does.
 */
#define COARSE_USER_COPY	0

/* What lies in the page frames. The tags of a frame stay when its page is freed. */
tags_t frame_tags[NR_FRAMES];
data_t frame_data[NR_FRAMES];
struct page mem_map[NR_FRAMES];

/*
 * The instructions in each frame, a number a line: as loads find them, and as
 * fetches do. (They lie apart from the data of the frame.)
 */
struct text_lines {
	u32 line[ICACHE_LINES];
};
struct text_lines frame_text[CONFIG_ICACHE ? NR_FRAMES : 1];
struct text_lines icache[CONFIG_ICACHE ? NR_FRAMES : 1];

struct mm_struct mms[NR_MMS];
struct kvm kvms[NR_KVMS];
/* The last one is the prologue's, which is no thread. */
struct task_struct tasks[NR_TASKS + 1];
