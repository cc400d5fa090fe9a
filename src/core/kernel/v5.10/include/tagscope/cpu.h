/*
 * The CPUs: of their system registers those that have to do with tags. Thread
 * i of a scenario runs on CPU i. With KVM_RUN the host and a guest take turns
 * on it, and both have these registers.
 *
 * Nothing here exists in Linux.
 */

struct cpu {
	u64 sysreg[NR_SYS_REGS];
	/* HCR_EL2: what the guest may do that runs now. */
	u64 hcr_el2;
	/* 0: the host runs, 1 + n: the guest of VM n. In between, registers are being exchanged. */
	ghost u32 runs;
	ghost bool switching;
	/* What the host left in its registers. */
	ghost u64 host_left[NR_SYS_REGS];
};
struct cpu cpus[NR_TASKS];

/* MRS. */
static inline u64 read_sysreg(u32 reg)
{
	return READ_ONCE(cpus[current_thread()].sysreg[reg]);
}

/* MSR. */
static inline void write_sysreg(u64 value, u32 reg)
{
	WRITE_ONCE(cpus[current_thread()].sysreg[reg], value);
}

/* MSR of the host. */
void host_writes(u64 value, u32 reg)
{
	write_sysreg(value, reg);
	ghost cpus[current_thread()].host_left[reg] = value;
}

/*
 * What the host uses on every CPU: IRG may choose no tag but 0, and its random
 * numbers start somewhere. (That is a program that has asked for no tags.
 * likely [M])
 */
void host_sets_tag_registers(void)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++) {
		cpus[i].sysreg[GCR_EL1] = SYS_GCR_EL1_RRND | (SYS_GCR_EL1_EXCL_MASK & ~1UL);
		cpus[i].sysreg[RGSR_EL1] = 0xace1UL << SYS_RGSR_EL1_SEED_SHIFT;
		ghost cpus[i].host_left[GCR_EL1] = cpus[i].sysreg[GCR_EL1];
		ghost cpus[i].host_left[RGSR_EL1] = cpus[i].sysreg[RGSR_EL1];
	}
}

/* Registers change hands, until ghost_runs(). */
ghost void ghost_switches(void)
{
	cpus[current_thread()].switching = true;
}

/* Who has the CPU now: 0, or 1 + the number of a VM. */
ghost void ghost_runs(u32 who)
{
	cpus[current_thread()].runs = who;
	cpus[current_thread()].switching = false;
}
