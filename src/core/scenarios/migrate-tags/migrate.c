/*
 * Live migration: two VMMs, each a process with a VM of its own, on one machine.
 * Between them lies a channel: a page of shared memory that both have mapped,
 * and a word that says what is in it (in a VMM a socket, or an eventfd each way).
 * A message is a page of guest memory: the bytes of its two objects, and behind
 * them its tags, one a byte, as KVM_ARM_MTE_COPY_TAGS has them.
 * (An ioctl begins here where KVM has found out which of its own it is.)
 *
 * Each VMM has at
 *
 *	page 0	the guest's memory
 *	page 1	the arguments of its calls
 *	page 2	the channel
 */
#define MIGRATION_ARGUMENT	(USER_BASE + PAGE_SIZE)
#define MIGRATION_CHANNEL	(USER_BASE + 2 * PAGE_SIZE)

/* Where in these pages: a slot that is logged, the question for the log, its answer; the tags of a message. */
#define MIGRATION_REGION	(MIGRATION_ARGUMENT + 0x100)
#define MIGRATION_LOG		(MIGRATION_ARGUMENT + 0x200)
#define MIGRATION_DIRTY		(MIGRATION_ARGUMENT + 0x300)
#define MIGRATION_TAGS		(MIGRATION_CHANNEL + 0x100)

/* 1: the tags go with the page. */
#define MIGRATES_TAGS	1
/* 1: the last copy is made of a guest that has stopped. 0: it is stopped behind that. */
#define STOPS_FIRST	1

/* What the guest has there: an object from before, and one that it makes while it is copied. */
#define OLD_OBJECT	(IPA_BASE + 0x10 * MTE_GRANULE_SIZE)
#define OLD_TAG		3
#define OLD_BYTE	7
#define NEW_OBJECT	(IPA_BASE + 0x90 * MTE_GRANULE_SIZE)
#define NEW_TAG		9
#define NEW_BYTE	42
/* How far its program goes on where it comes from. */
#define GUEST_WAITS	2
#define GUEST_DONE	4

enum migration_message {
	CHANNEL_EMPTY,
	MIGRATION_PAGE,
	/* All is there: the guest goes on at the destination. */
	MIGRATION_SWITCHOVER,
	/* The source cannot send all of it: the guest stays. */
	MIGRATION_FAILED,
};

enum vcpu_told {
	VCPU_RUNS,
	/* Its thread gets a signal, and leaves KVM_RUN. */
	VCPU_STOPS,
	VCPU_STAYS,
};

struct migration {
	u32 message;
	u32 vcpu;
	bool stopped;
	/* The guest's program counter, which a VMM sends with the registers. */
	u32 pc;
};
struct migration migration;

/* One instruction of the guest. False if it got something else than it had put there. */
static bool guest_uses_objects(struct kvm *kvm, u32 pc)
{
	switch (pc) {
	case 0:
		return vcpu_stg(kvm, NEW_OBJECT, NEW_TAG) >= 0;
	case 1:
		return vcpu_str(kvm, tagged_pointer(NEW_OBJECT, NEW_TAG), NEW_BYTE) >= 0;
	case 2:
		return vcpu_ldr(kvm, tagged_pointer(OLD_OBJECT, OLD_TAG)) == OLD_BYTE;
	default:
		return vcpu_ldr(kvm, tagged_pointer(NEW_OBJECT, NEW_TAG)) == NEW_BYTE;
	}
}

/* The vCPU where the guest comes from: two instructions, and then it waits for an interrupt (WFI). */
void vcpu_until_stopped(int vm)
{
	u32 pc = 0;

	while (pc < GUEST_WAITS && READ_ONCE(migration.vcpu) == VCPU_RUNS)
		guest_uses_objects(&kvms[vm], pc++);

	wait_until(READ_ONCE(migration.vcpu) != VCPU_RUNS);
	if (migration.vcpu == VCPU_STAYS) {
		while (pc < GUEST_DONE && guest_uses_objects(&kvms[vm], pc))
			pc++;
		return;
	}
	migration.pc = pc;
	WRITE_ONCE(migration.stopped, true);
}

/* The VMM stops the vCPU and waits until it has left the guest. */
static void vmm_stops_vcpu(void)
{
	WRITE_ONCE(migration.vcpu, VCPU_STOPS);
	wait_until(READ_ONCE(migration.stopped));
}

/* Copies a byte of its own memory. */
static void vmm_copies_byte(struct mm_struct *mm, u64 to, u64 from)
{
	user_str(mm, to, user_ldr(mm, from));
}

/* The page of the guest goes into the channel. False if its tags cannot be had. */
static bool vmm_sends_page(struct mm_struct *mm, int vm)
{
	wait_until(READ_ONCE(migration.message) == CHANNEL_EMPTY);
	vmm_copies_byte(mm, MIGRATION_CHANNEL, USER_BASE + (OLD_OBJECT - IPA_BASE));
	vmm_copies_byte(mm, MIGRATION_CHANNEL + 1, USER_BASE + (NEW_OBJECT - IPA_BASE));
	if (MIGRATES_TAGS && kvms[vm].mte_enabled &&
	    kvm_arch_vm_ioctl(&kvms[vm], mm, COPY_TAGS_REQUEST, MIGRATION_ARGUMENT) < 0)
		return false;
	WRITE_ONCE(migration.message, MIGRATION_PAGE);
	return true;
}

/* Asks which pages were written, and sends them again. */
static bool vmm_sends_what_is_dirty(struct mm_struct *mm, int vm)
{
	kvm_vm_ioctl_get_dirty_log(&kvms[vm], mm, MIGRATION_LOG);
	if (!(user_ldr(mm, MIGRATION_DIRTY) & 1))
		return true;
	return vmm_sends_page(mm, vm);
}

/*
 * Pre-copy: the page is sent while the guest runs and writes to it; what was
 * written meanwhile is sent again; then the guest goes on elsewhere.
 */
void vmm_migrates(int vm)
{
	struct mm_struct *mm = &mms[vm];

	kvm_vm_ioctl_set_memory_region_user(&kvms[vm], mm, MIGRATION_REGION);
	if (!vmm_sends_page(mm, vm)) {
		WRITE_ONCE(migration.message, MIGRATION_FAILED);
		WRITE_ONCE(migration.vcpu, VCPU_STAYS);
		return;
	}
	if (STOPS_FIRST)
		vmm_stops_vcpu();
	vmm_sends_what_is_dirty(mm, vm);
	if (!STOPS_FIRST)
		vmm_stops_vcpu();
	wait_until(READ_ONCE(migration.message) == CHANNEL_EMPTY);
	WRITE_ONCE(migration.message, MIGRATION_SWITCHOVER);
}

/* The VMM at the destination: takes in pages until the guest is all there, and runs it. */
void vmm_takes_in(int vm)
{
	struct mm_struct *mm = &mms[vm];
	u32 message;
	u32 pc;

	for (;;) {
		wait_until(READ_ONCE(migration.message) != CHANNEL_EMPTY);
		message = migration.message;
		if (message != MIGRATION_PAGE)
			break;
		vmm_copies_byte(mm, USER_BASE + (OLD_OBJECT - IPA_BASE), MIGRATION_CHANNEL);
		vmm_copies_byte(mm, USER_BASE + (NEW_OBJECT - IPA_BASE), MIGRATION_CHANNEL + 1);
		if (MIGRATES_TAGS && kvms[vm].mte_enabled)
			kvm_arch_vm_ioctl(&kvms[vm], mm, COPY_TAGS_REQUEST, MIGRATION_ARGUMENT);
		WRITE_ONCE(migration.message, CHANNEL_EMPTY);
	}
	if (message == MIGRATION_FAILED)
		return;

	pc = migration.pc;
	ghost ghost_guest_goes_on(vm - 1, vm);
	while (pc < GUEST_DONE && guest_uses_objects(&kvms[vm], pc))
		pc++;
}

/* One of the two VMMs, with its VM and what its calls are made with. */
static void vmm_will_migrate(int vm, u64 direction)
{
	struct mm_struct *mm = &mms[vm];

	do_mmap(mm, 0, USER_BASE, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(mm, 0, MIGRATION_ARGUMENT, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
	do_mmap(mm, 1, MIGRATION_CHANNEL, PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);
	user_str(mm, USER_BASE, 0);
	user_str(mm, MIGRATION_CHANNEL, 0);
	vmm_prepares_copy_tags(mm, MIGRATION_ARGUMENT, IPA_BASE, MIGRATION_TAGS, direction);

	/* Slot 0 and what it is, with KVM_MEM_LOG_DIRTY_PAGES; and the question which of its pages are dirty. */
	vmm_stores_u64(mm, MIGRATION_REGION, (u64)KVM_MEM_LOG_DIRTY_PAGES << 32);
	vmm_stores_u64(mm, MIGRATION_REGION + 8, IPA_BASE);
	vmm_stores_u64(mm, MIGRATION_REGION + 16, PAGE_SIZE);
	vmm_stores_u64(mm, MIGRATION_REGION + 24, USER_BASE);
	vmm_stores_u64(mm, MIGRATION_LOG + 8, MIGRATION_DIRTY);

	vmm_makes_vm(vm, mm, PAGE_SIZE);
}

/* Two VMMs, and a guest that has an object. */
void prologue(void)
{
	boot();
	vmm_will_migrate(0, TAGS_FROM_GUEST);
	vmm_will_migrate(1, TAGS_TO_GUEST);
	vcpu_stg(&kvms[0], OLD_OBJECT, OLD_TAG);
	vcpu_str(&kvms[0], tagged_pointer(OLD_OBJECT, OLD_TAG), OLD_BYTE);
}
