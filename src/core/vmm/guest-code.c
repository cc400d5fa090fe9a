/*
 * A guest that runs A64 code of its own under KVM_RUN, access by access, on the
 * processor of core/arm. Its registers are here; those of MTE that KVM exchanges
 * are the CPU's while it runs.
 */
#define GUEST_RAN	0
#define GUEST_ABORT	1
#define GUEST_CALLED	2
/* It waits for ever, or takes the same exception again and again. */
#define GUEST_STOPPED	3
/* A system register that KVM answers for. */
#define GUEST_TRAPPED	4

struct guest_code {
	u32 words[CONFIG_GUEST_CODE ? A64_WORDS : 1];
	u64 out[3];
};
struct guest_code guest_code[NR_KVMS];

/* The guest starts as after reset, at GUEST_ENTRY; so does the serial port. */
void guest_code_starts(int vm, struct mm_struct *mm)
{
	guest_image(mm->pte, USER_BASE);
	guest_reset(&guest_code[vm].words[0], GUEST_ENTRY);
	pl011_reset(&uarts[vm]);
}

/* Granules that an instruction gave tags: the first one, all frames counted on, and above bit 32 how many. */
ghost void ghost_guest_tagged(u64 run)
{
	u64 granule = run & 0xffffffff;
	u64 end = granule + (run >> 32);

	for (; granule < end; granule++) {
		u64 frame = granule / MTE_GRANULES_PER_PAGE;
		u64 at = granule % MTE_GRANULES_PER_PAGE;

		ghost_stored(frame, at, ghost_get(&frame_tags[frame], at));
	}
}

/* What the guest leaves in the registers that KVM exchanges. */
ghost void ghost_guest_left(struct kvm_vcpu *vcpu)
{
	u32 i;

	for (i = 0; i < NR_SYS_REGS; i++)
		vcpu->guest_left[i] = cpus[current_thread()].sysreg[i];
}

/* Runs until something traps: ESR_ELx_EC_... (An abort of a fetch is told apart by ESR_EL2.) */
static u32 guest_code_runs(struct kvm_vcpu *vcpu)
{
	struct cpu *cpu = &cpus[current_thread()];
	struct guest_code *code = &guest_code[vcpu - vcpus];
	pte_t *table = vcpu->kvm->s2;
	u64 hcr = cpu->hcr_el2;
	u32 answer;

	for (;;) {
		answer = guest_a64(table, &code->words[0], &cpu->sysreg[0], hcr, &code->out[0]);
		ghost ghost_guest_left(vcpu);
		if (answer != GUEST_RAN)
			break;
		ghost ghost_guest_tagged(code->out[1]);
		ghost ghost_guest_tagged(code->out[2]);
	}
	if (answer == GUEST_TRAPPED) {
		vcpu->fault.reg = code->out[0];
		return ESR_ELx_EC_SYS64;
	}
	if (answer == GUEST_CALLED)
		return ESR_ELx_EC_HVC64;
	/* What goes round in circles is interrupted in the end, as what waits is. */
	if (answer == GUEST_STOPPED)
		return ESR_ELx_EC_WFx;
	vcpu->fault.addr = code->out[0];
	vcpu->fault.esr_el2 = code->out[1];
	return ESR_ELx_EC_DABT_LOW;
}
