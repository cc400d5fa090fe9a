/*
 * In Linux this stands in mte.c. Since v5.15 a program may ask for both modes,
 * and leaves it to the CPU which one it gets.
 *
 * Stands for: set_mte_ctrl, arch/arm64/kernel/mte.c, v5.15
 */
static int set_mte_ctrl(u64 arg)
{
	if (!system_supports_mte())
		return 0;

	mte_keep_ctrl(arg);
	return 0;
}
