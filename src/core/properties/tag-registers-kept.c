/* Whether the registers of a CPU are what somebody left in them: 1 + the first that is not. */
ghost static u64 register_that_differs(u64 *now, u64 *left)
{
	u32 i;

	for (i = 0; i < NR_SYS_REGS; i++)
		if (now[i] != left[i])
			return 1 + i;
	return 0;
}

/*
 * Host and guest each find in RGSR_EL1, GCR_EL1, TFSR_EL1 and TFSRE0_EL1 what
 * they left there, and never what the other has. A guest without MTE cannot look.
 */
ghost u64 tag_registers_mixed(void)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++) {
		struct cpu *cpu = &cpus[i];
		u64 found = 0;

		if (cpu->switching)
			continue;
		if (!cpu->runs)
			found = register_that_differs(&cpu->sysreg[0], &cpu->host_left[0]);
		else if (vcpus[cpu->runs - 1].hcr_el2 & HCR_ATA)
			found = register_that_differs(&cpu->sysreg[0], &vcpus[cpu->runs - 1].guest_left[0]);
		if (found)
			return found;
	}
	return 0;
}
