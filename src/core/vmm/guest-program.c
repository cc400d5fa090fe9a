/*
 * What a guest runs under KVM_RUN: a short program, an instruction a line. (The
 * guests of the other scenarios are functions of their own, which exit to KVM
 * for a page they do not have yet, and exchange no registers.)
 */
#define NR_GUEST_INSNS	16

enum guest_op {
	/* Switches the machine off: HVC to PSCI. What stands behind a program. */
	GUEST_OFF,
	/* Reads and writes a system register, reg. */
	GUEST_MRS,
	GUEST_MSR,
	/* A random tag, as GCR_EL1 and RGSR_EL1 will have it. */
	GUEST_IRG,
	/* The tag of a granule; value is its address. */
	GUEST_LDG,
	/* Gives the granule at value the tag reg. */
	GUEST_STG,
	/* Stores a byte at value. */
	GUEST_STR,
};

struct guest_insn {
	u32 op;
	u32 reg;
	u64 value;
};

/* No trap: the guest goes on at its vector. */
#define GUEST_TOOK_ABORT	0xff

struct guest {
	struct guest_insn text[NR_GUEST_INSNS];
	/* What each instruction has got. */
	u64 got[NR_GUEST_INSNS];
	/* Where exceptions lead. */
	u64 vector;
};
struct guest guests[NR_KVMS];

/* The guest of a vCPU. */
static inline struct guest *guest_of(struct kvm_vcpu *vcpu)
{
	return &guests[vcpu - vcpus];
}

/* Appends an instruction to a program that the prologue writes. */
void guest_text(int vm, u32 at, u32 op, u32 reg, u64 value)
{
	guests[vm].text[at].op = op;
	guests[vm].text[at].reg = reg;
	guests[vm].text[at].value = value;
}

/* An instruction of the guest has this result. */
static void guest_gets(struct kvm_vcpu *vcpu, u64 pc, u64 value)
{
	if (CONFIG_GUEST_CODE) {
		vcpu_set_reg(vcpu, guest_code[vcpu - vcpus].out[1], value);
		return;
	}
	guest_of(vcpu)->got[pc] = value;
}

static u64 guest_vector(struct kvm_vcpu *vcpu)
{
	return guest_of(vcpu)->vector;
}

/* MSR, and what IRG does to RGSR_EL1. */
static void guest_writes(struct kvm_vcpu *vcpu, u64 value, u32 reg)
{
	write_sysreg(value, reg);
	ghost vcpu->guest_left[reg] = value;
}

/* IRG, as the guest's registers have it. */
static u64 guest_irg(struct kvm_vcpu *vcpu)
{
	u64 gcr = read_sysreg(GCR_EL1);
	u64 rgsr = irg(gcr, read_sysreg(RGSR_EL1));

	guest_writes(vcpu, rgsr, RGSR_EL1);
	return rgsr & SYS_RGSR_EL1_TAG_MASK;
}

/* Where the guest has a register itself, once HCR_EL2.ATA is set; else, and for others, it traps. */
static u32 guest_register(struct kvm_vcpu *vcpu, u32 reg)
{
	return (cpus[current_thread()].hcr_el2 & HCR_ATA) ? find_reg(reg) : NOT_IN_CONTEXT;
}

/* MRS, MSR or IRG. 0, or why it traps. */
static u32 guest_uses_register(struct kvm_vcpu *vcpu, struct guest_insn *insn, u64 pc)
{
	u32 at = guest_register(vcpu, insn->reg);

	if (insn->op == GUEST_IRG) {
		guest_gets(vcpu, pc, (cpus[current_thread()].hcr_el2 & HCR_ATA) ? guest_irg(vcpu) : 0);
	} else if (insn->op == GUEST_MRS && insn->reg == SYS_TCO) {
		guest_gets(vcpu, pc, vcpu->ctxt.pstate & PSR_TCO_BIT);
	} else if (at == NOT_IN_CONTEXT) {
		vcpu->fault.reg = insn->reg;
		return ESR_ELx_EC_SYS64;
	} else if (insn->op == GUEST_MRS) {
		guest_gets(vcpu, pc, read_sysreg(at));
	} else {
		guest_writes(vcpu, insn->value, at);
	}
	return 0;
}

/* An abort of the guest's own, which the hardware takes to its EL1: tag checks are overridden from then on. */
static void guest_takes_abort(struct kvm_vcpu *vcpu, u64 pc)
{
	vcpu->ctxt.spsr_el1 = vcpu->ctxt.pstate;
	vcpu->ctxt.elr_el1 = pc;
	vcpu->ctxt.esr_el1 = ESR_ELx_EC_DABT_CUR;
	vcpu->ctxt.pstate = PSR_MODE_EL1h | PSR_TCO_BIT;
}

/* What ESR_EL2 says of an abort: of the three only STR is the load or store of a register. */
static u32 guest_esr(struct guest_insn *insn, bool is_permission)
{
	u32 esr = ESR_ELx_EC_DABT_LOW << ESR_ELx_EC_SHIFT | ESR_ELx_IL;

	if (insn->op == GUEST_STR)
		esr |= ESR_ELx_ISV;
	if (insn->op != GUEST_LDG)
		esr |= ESR_ELx_WNR;
	if (is_permission)
		esr |= ESR_ELx_FSC_PERM;
	return esr;
}

/* LDG, STG or STR. 0, or why it traps, or GUEST_TOOK_ABORT. */
static u32 guest_uses_memory(struct kvm_vcpu *vcpu, struct guest_insn *insn, u64 pc)
{
	struct kvm *kvm = vcpu->kvm;
	s64 ret;

	if (insn->op == GUEST_LDG)
		ret = guest_ldg(kvm->s2, insn->value);
	else if (insn->op == GUEST_STG)
		ret = guest_stg(kvm->s2, insn->value, insn->reg);
	else
		ret = guest_str(kvm->s2, insn->value, insn->reg);

	if (ret == -FAULT_TAG_CHECK || ret == -FAULT_ALIGNMENT) {
		guest_takes_abort(vcpu, pc);
		return GUEST_TOOK_ABORT;
	}
	if (ret < 0) {
		vcpu->fault.addr = insn->value;
		vcpu->fault.esr_el2 = guest_esr(insn, ret == -FAULT_PERMISSION);
		return ESR_ELx_EC_DABT_LOW;
	}
	ghost if (insn->op == GUEST_STG && (cpus[current_thread()].hcr_el2 & HCR_ATA))
		ghost_guest_stored(kvm, insn->value, insn->reg);
	guest_gets(vcpu, pc, ret);
	return 0;
}

/* Runs until something traps: ESR_ELx_EC_... The program counter is in no memory meanwhile. */
static u32 guest_runs(struct kvm_vcpu *vcpu)
{
	u64 pc = vcpu->ctxt.pc;
	u32 trap = 0;

	if (CONFIG_GUEST_CODE)
		return guest_code_runs(vcpu);

	while (!trap) {
		struct guest_insn *insn = &guest_of(vcpu)->text[pc];

		if (insn->op == GUEST_OFF)
			trap = ESR_ELx_EC_HVC64;
		else if (insn->op == GUEST_MRS || insn->op == GUEST_MSR || insn->op == GUEST_IRG)
			trap = guest_uses_register(vcpu, insn, pc);
		else
			trap = guest_uses_memory(vcpu, insn, pc);
		if (trap == GUEST_TOOK_ABORT) {
			trap = 0;
			pc = guest_vector(vcpu);
		} else if (!trap) {
			pc++;
		}
	}
	vcpu->ctxt.pc = pc;
	return trap;
}
