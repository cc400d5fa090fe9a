#define PR_GET_DUMPABLE		3
#define PR_SET_DUMPABLE		4

#define PR_SET_TAGGED_ADDR_CTRL	55
#define PR_GET_TAGGED_ADDR_CTRL	56
/* System calls take pointers with tags. */
#define PR_TAGGED_ADDR_ENABLE	(1UL << 0)
/* Tag check faults: neither bit, they are ignored. */
#define PR_MTE_TCF_SYNC		(1UL << 1)
#define PR_MTE_TCF_ASYNC	(1UL << 2)
#define PR_MTE_TCF_MASK		(PR_MTE_TCF_SYNC | PR_MTE_TCF_ASYNC)
/* Tags that IRG may choose, a bit each. */
#define PR_MTE_TAG_SHIFT	3
#define PR_MTE_TAG_MASK		(0xffffUL << PR_MTE_TAG_SHIFT)
