/*
 * In Linux this stands in mte.c. One mode of checking or none: both at once are
 * refused.
 *
 * Stands for: set_mte_ctrl, arch/arm64/kernel/mte.c, v5.10
 */
static int set_mte_ctrl(u64 arg)
{
	if (!system_supports_mte())
		return 0;
	if ((arg & PR_MTE_TCF_MASK) == PR_MTE_TCF_MASK)
		return -EINVAL;

	mte_keep_ctrl(arg);
	return 0;
}
