/*
 * Whether memory for the kernel itself can be had just now. The pools of the
 * model are as large as a scenario needs; where a scenario asks for it
 * (ALLOCATIONS_MAY_FAIL), each attempt may fail all the same, and the explorer
 * takes both outcomes.
 *
 * Stands for: kmalloc, include/linux/slab.h, v5.10
 */
static inline bool kmalloc_fails(void)
{
	return ALLOCATIONS_MAY_FAIL && choose(2);
}
