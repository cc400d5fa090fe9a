/*
 * The serial port that the VMM emulates, transmitting: a PL011, where QEMU's virt
 * board has it. What is written to DR has left, enabled or not, as with QEMU.
 * (Arm DDI 0183, chapter 3)
 */
#define PL011_BASE	0x09000000
#define PL011_BYTES	0x1000

#define PL011_DR	0x00
#define PL011_FR	0x18
/* Registers that keep what is written: IBRD, FBRD, LCR_H, CR, IFLS, IMSC. */
#define PL011_FIRST	0x24
#define PL011_CR	0x30
#define PL011_IFLS	0x34
#define PL011_LAST	0x38
/* Nothing to transmit, nothing received. */
#define PL011_BOTH_EMPTY	0x90
/* PeriphID0 to 3, PCellID0 to 3. */
#define PL011_IDENTITY		0xfe0
u32 pl011_identity[8] = { 0x11, 0x10, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1 };

/* So many bytes of what has left are kept. */
#define CONSOLE_BYTES	1024

struct pl011 {
	u32 kept[6];
	/* How many bytes have left; and the first of them, four a word. */
	u32 count;
	u32 sent[CONFIG_GUEST_CODE ? CONSOLE_BYTES / 4 : 1];
};
struct pl011 uarts[NR_KVMS];

void pl011_reset(struct pl011 *uart)
{
	uart->kept[(PL011_CR - PL011_FIRST) / 4] = 0x300;
	uart->kept[(PL011_IFLS - PL011_FIRST) / 4] = 0x12;
}

static bool pl011_keeps(u64 offset)
{
	return offset >= PL011_FIRST && offset <= PL011_LAST && !(offset & 3);
}

static u32 pl011_read(struct pl011 *uart, u64 offset)
{
	if (offset == PL011_FR)
		return PL011_BOTH_EMPTY;
	if (offset >= PL011_IDENTITY)
		return pl011_identity[(offset - PL011_IDENTITY) / 4];
	return pl011_keeps(offset) ? uart->kept[(offset - PL011_FIRST) / 4] : 0;
}

static void pl011_write(struct pl011 *uart, u64 offset, u64 value)
{
	if (offset == PL011_DR) {
		u32 at = uart->count;

		if (at < CONSOLE_BYTES)
			uart->sent[at / 4] |= (u32)(value & 0xff) << (8 * (at % 4));
		uart->count = at + 1;
	} else if (pl011_keeps(offset)) {
		uart->kept[(offset - PL011_FIRST) / 4] = value & 0xffff;
	}
}

/* The access that KVM_RUN came back with. Where there is no device loads read zero and stores are lost, as with QEMU. (likely [M]) */
static void vmm_emulates(int vm)
{
	struct kvm_mmio *mmio = &vcpus[vm].mmio;
	u64 offset = mmio->phys_addr - PL011_BASE;

	if (mmio->is_write) {
		if (offset < PL011_BYTES)
			pl011_write(&uarts[vm], offset, mmio->data);
	} else {
		mmio->data = offset < PL011_BYTES ? pl011_read(&uarts[vm], offset) : 0;
	}
}

/* What KVM_RUN gave a VMM's thread last. */
s64 kvm_run_gave[NR_KVMS];

/* A VMM's thread for a vCPU: runs it, and emulates its serial port, until the guest is off or something is wrong. */
void vmm_runs_vcpu(int vm)
{
	s64 ret;

	for (;;) {
		ret = kvm_arch_vcpu_ioctl_run(&vcpus[vm]);
		if (ret || vcpus[vm].exit_reason != KVM_EXIT_MMIO)
			break;
		vmm_emulates(vm);
	}
	kvm_run_gave[vm] = ret;
}
