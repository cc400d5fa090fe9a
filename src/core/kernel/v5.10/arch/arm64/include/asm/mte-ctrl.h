/*
 * thread.mte_ctrl. (Up to v5.14 Linux keeps the same in two fields, sctlr_tcf0
 * and gcr_user_incl.)
 */
#define MTE_CTRL_GCR_USER_EXCL_MASK	0xffffU
#define MTE_CTRL_TCF_SYNC		(1U << 16)
#define MTE_CTRL_TCF_ASYNC		(1U << 17)
/* Not in Linux: execve() or prctl() has set the others. */
#define MTE_CTRL_SET			(1U << 31)

/*
 * How the accesses of the program that runs here are checked: SCTLR_EL1.TCF0 as
 * one of MTE_CTRL_TCF_..., 0: not at all. If it lets the kernel choose, what
 * this CPU prefers decides (mte_tcf_preferred in sysfs), and that is
 * asynchronous unless somebody has written there.
 *
 * Stands for: mte_update_sctlr_user, arch/arm64/kernel/mte.c, v5.15
 */
static inline u32 user_tcf(void)
{
	u32 mte_ctrl = tasks[current_thread()].thread.mte_ctrl;

	if (!mte_ctrl)
		return MTE_CTRL_TCF_SYNC;
	if (mte_ctrl & MTE_CTRL_TCF_ASYNC)
		return MTE_CTRL_TCF_ASYNC;
	return mte_ctrl & MTE_CTRL_TCF_SYNC;
}

/*
 * Whether the kernel's own accesses to user memory are checked for this program:
 * it has asked for synchronous checks.
 */
static inline bool uaccess_is_checked(void)
{
	u32 mte_ctrl = tasks[current_thread()].thread.mte_ctrl;

	return (mte_ctrl & (MTE_CTRL_TCF_SYNC | MTE_CTRL_TCF_ASYNC)) == MTE_CTRL_TCF_SYNC;
}
