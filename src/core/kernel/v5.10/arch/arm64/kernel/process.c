/*
 * Tagged pointers, tag checks and IRG of the calling thread. Bits that this
 * machine knows nothing of are refused. (likely [M])
 *
 * Stands for: set_tagged_addr_ctrl, arch/arm64/kernel/process.c, v5.10
 */
static s64 set_tagged_addr_ctrl(u64 arg)
{
	u64 valid_mask = PR_TAGGED_ADDR_ENABLE;

	if (system_supports_mte())
		valid_mask |= PR_MTE_TCF_MASK | PR_MTE_TAG_MASK;
	if (arg & ~valid_mask)
		return -EINVAL;
	if (set_mte_ctrl(arg))
		return -EINVAL;

	tasks[current_thread()].thread.tagged_addr = (arg & PR_TAGGED_ADDR_ENABLE) != 0;
	return 0;
}

/* Stands for: get_tagged_addr_ctrl, arch/arm64/kernel/process.c, v5.10 */
static s64 get_tagged_addr_ctrl(void)
{
	s64 ret = get_mte_ctrl();

	if (tasks[current_thread()].thread.tagged_addr)
		ret |= PR_TAGGED_ADDR_ENABLE;
	return ret;
}

/*
 * execve(): the new program starts without tag checks, and IRG gives it tag 0
 * only. (Its memory is new as well: none of it has PROT_MTE.)
 *
 * Stands for: flush_thread, arch/arm64/kernel/process.c, v5.10
 */
void flush_thread(u32 thread)
{
	tasks[thread].thread.tagged_addr = false;
	tasks[thread].thread.mte_async_fault = false;
	tasks[thread].thread.mte_ctrl = MTE_CTRL_SET | MTE_CTRL_GCR_USER_EXCL_MASK;
	cpus[thread].sysreg[GCR_EL1] = SYS_GCR_EL1_RRND | SYS_GCR_EL1_EXCL_MASK;
	ghost cpus[thread].host_left[GCR_EL1] = cpus[thread].sysreg[GCR_EL1];
}
