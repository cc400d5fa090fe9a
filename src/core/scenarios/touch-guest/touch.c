/*
 * A VMM reads what its guest has in memory, for a dump: the bytes of two objects,
 * and where it wants them the page's tags. The ways are those that the mailing
 * list discussed in June 2020 (WAY chooses); what a way needs of the VMM's
 * mappings is set up for it. Meanwhile the guest may hand out the memory of its
 * first object again, with another tag.
 *
 *	page 0	the guest's memory
 *	page 1	the same memory a second time, where the way is to have two aliases
 *	page 2	the VMM's heap, with tags: the object that the dump is written to
 *	page 3	the arguments of a call, and the tags of the dump
 */
#define GUEST_HVA	USER_BASE
#define ALIAS_HVA	(USER_BASE + PAGE_SIZE)
#define HEAP_HVA	(USER_BASE + 2 * PAGE_SIZE)
#define ARGUMENT_HVA	(USER_BASE + 3 * PAGE_SIZE)
#define TAGS_HVA	(ARGUMENT_HVA + 0x100)

/* A mapping with PROT_MTE, and plain loads. */
#define WAY_PLAIN	0
/* LDG first, and then the load through a pointer with that tag. */
#define WAY_MATCH	1
/* SP as the base register, with an immediate offset: such a load is Tag Unchecked. */
#define WAY_SP		2
/* PSTATE.TCO set around a memcpy: nothing is checked until it is cleared. */
#define WAY_TCO		3
/* Two mappings: one with PROT_MTE for LDG, one without for loads. */
#define WAY_ALIASES	4
/* A mapping without PROT_MTE, and KVM_ARM_MTE_COPY_TAGS. */
#define WAY_IOCTL	5
/* prctl() around the memcpy: this thread's tag checks are off meanwhile. */
#define WAY_PRCTL	6

#define WAY		WAY_PLAIN
/* 1: the dump is to have the page's tags too. */
#define DUMPS_TAGS	0
/* 1: the VMM has a bug of its own: the object that it writes the dump to has been freed. */
#define VMM_ERRS	0

/* Two objects of the guest, by the granule that they begin in. */
#define NR_OBJECTS	2
static inline u64 object_granule(u32 i) { return 0x10 + i * 0x80; }
static inline u64 object_tag(u32 i) { return 5 + i; }
static inline u64 object_byte(u32 i) { return 0x2a + i; }
#define TAG_AGAIN	9

/* The VMM's own object, and the tag it has once it is freed. */
#define HEAP_OBJECT	(HEAP_HVA + 0x20 * MTE_GRANULE_SIZE)
#define HEAP_TAG	4
#define FREED_TAG	8

enum dump_state { DUMP_RUNS, DUMP_DONE, VMM_IS_GONE };

struct vmm {
	/* PSTATE of the thread that dumps: TCO or nothing. */
	u64 pstate;
	u32 dump;
	/* What KVM has answered to the slot, and to COPY_TAGS. */
	s64 slot;
	s64 tags;
};
struct vmm vmm;

void prologue(void)
{
	struct mm_struct *mm = &mms[0];
	bool tagged = WAY != WAY_IOCTL;
	u32 file = WAY == WAY_ALIASES ? 1 : 0;
	u32 flags = WAY == WAY_ALIASES ? MAP_SHARED : MAP_PRIVATE;
	u32 prot = PROT_READ | PROT_WRITE;
	u32 i;

	boot();
	do_mmap(mm, file, GUEST_HVA, PAGE_SIZE, tagged ? prot | PROT_MTE : prot, flags, 0);
	if (WAY == WAY_ALIASES)
		do_mmap(mm, file, ALIAS_HVA, PAGE_SIZE, prot, flags, 0);
	do_mmap(mm, 0, HEAP_HVA, PAGE_SIZE, prot | PROT_MTE, MAP_PRIVATE, 0);
	do_mmap(mm, 0, ARGUMENT_HVA, PAGE_SIZE, prot, MAP_PRIVATE, 0);
	user_str(mm, GUEST_HVA, 0);
	if (WAY == WAY_ALIASES)
		user_ldr(mm, ALIAS_HVA);
	user_str(mm, HEAP_HVA, 0);
	user_stg(mm, HEAP_OBJECT, VMM_ERRS ? FREED_TAG : HEAP_TAG);
	vmm_prepares_copy_tags(mm, ARGUMENT_HVA, IPA_BASE, TAGS_HVA, TAGS_FROM_GUEST);

	vmm_makes_vm(0, mm, PAGE_SIZE);
	vmm.slot = kvms[0].memslots[0].npages ? 0 : -EINVAL;
	for (i = 0; i < NR_OBJECTS && !vmm.slot; i++) {
		u64 addr = IPA_BASE + object_granule(i) * MTE_GRANULE_SIZE;

		vcpu_stg(&kvms[0], addr, object_tag(i));
		vcpu_str(&kvms[0], tagged_pointer(addr, object_tag(i)), object_byte(i));
	}
}

/* The guest frees its first object and hands the memory out again; and reads both when the dump is done. */
void vcpu_goes_on(int vm)
{
	struct kvm *kvm = &kvms[vm];
	u32 i;

	if (vmm.slot)
		return;
	vcpu_stg(kvm, IPA_BASE + object_granule(0) * MTE_GRANULE_SIZE, TAG_AGAIN);

	wait_until(READ_ONCE(vmm.dump) != DUMP_RUNS);
	if (vmm.dump == VMM_IS_GONE)
		return;
	for (i = 0; i < NR_OBJECTS; i++) {
		u64 addr = IPA_BASE + object_granule(i) * MTE_GRANULE_SIZE;
		s64 byte = vcpu_ldr(kvm, tagged_pointer(addr, i ? object_tag(i) : TAG_AGAIN));

		ghost if (byte != object_byte(i))
			dump_failed = place(0, object_granule(i));
	}
}

/*
 * A signal while SP points into guest memory: the kernel puts the handler's frame
 * below it, over whatever the guest has there.
 */
static void signal_frame_below(struct mm_struct *mm, u32 object)
{
	u32 i;

	for (i = 0; i < object; i++)
		put_user(mm->pte, GUEST_HVA + object_granule(i) * MTE_GRANULE_SIZE, 0);
}

/* The byte that an object begins with, or less than 0: the VMM got a signal. */
static s64 vmm_loads(struct mm_struct *mm, u32 object)
{
	u64 offset = object_granule(object) * MTE_GRANULE_SIZE;
	s64 tag;

	switch (WAY) {
	case WAY_MATCH:
		tag = user_ldg(mm, GUEST_HVA + offset);
		return user_ldr(mm, tagged_pointer(GUEST_HVA + offset, tag));
	case WAY_SP:
		if (choose(2))
			signal_frame_below(mm, object);
		return user_ldr_unchecked(mm, GUEST_HVA + offset);
	case WAY_TCO:
		return user_ldr_unchecked(mm, GUEST_HVA + offset);
	case WAY_ALIASES:
		return user_ldr(mm, ALIAS_HVA + offset);
	default:
		return user_ldr(mm, GUEST_HVA + offset);
	}
}

/* Into the VMM's own object. Under PSTATE.TCO this is not checked either. */
static s64 vmm_stores(struct mm_struct *mm, u32 at, u32 byte)
{
	u64 pointer = tagged_pointer(HEAP_OBJECT + at, HEAP_TAG);

	if (WAY == WAY_TCO)
		return user_str_unchecked(mm, pointer, byte);
	return user_str(mm, pointer, byte);
}

/* The tags of the page, one a byte. */
static void vmm_dumps_tags(struct mm_struct *mm)
{
	u32 i;

	if (WAY == WAY_IOCTL) {
		vmm.tags = vmm_copies_tags(mm, ARGUMENT_HVA);
		return;
	}
	for (i = 0; i < MTE_GRANULES_PER_PAGE; i++)
		user_str(mm, TAGS_HVA + i, user_ldg(mm, GUEST_HVA + i * MTE_GRANULE_SIZE));
}

/* Before a memcpy from guest memory: checks off, where the way is to turn them off. */
static void vmm_unchecks(struct mm_struct *mm)
{
	if (WAY == WAY_TCO)
		WRITE_ONCE(vmm.pstate, PSR_TCO_BIT);
	if (WAY == WAY_PRCTL)
		sys_prctl(mm, PR_SET_TAGGED_ADDR_CTRL, PR_TAGGED_ADDR_ENABLE, 0, 0, 0);
}

/* Behind it: on again. */
static void vmm_checks(struct mm_struct *mm)
{
	if (WAY == WAY_TCO)
		WRITE_ONCE(vmm.pstate, 0);
	if (WAY == WAY_PRCTL)
		sys_prctl(mm, PR_SET_TAGGED_ADDR_CTRL, PR_TAGGED_ADDR_ENABLE | PR_MTE_TCF_SYNC, 0, 0, 0);
}

/* The bytes of the objects. False if that was the end of the VMM. */
static bool vmm_dumps_bytes(struct mm_struct *mm)
{
	u32 i;

	vmm_unchecks(mm);
	for (i = 0; i < NR_OBJECTS; i++) {
		s64 byte = vmm_loads(mm, i);

		ghost if (byte != object_byte(i))
			dump_failed = place(0, object_granule(i));
		if (byte < 0 || vmm_stores(mm, i, byte) < 0)
			return false;
	}
	vmm_checks(mm);
	return true;
}

void vmm_dumps(int who)
{
	struct mm_struct *mm = &mms[who];

	if (vmm.slot)
		return;
	if (!vmm_dumps_bytes(mm)) {
		WRITE_ONCE(vmm.dump, VMM_IS_GONE);
		return;
	}
	if (DUMPS_TAGS)
		vmm_dumps_tags(mm);
	WRITE_ONCE(vmm.dump, DUMP_DONE);
}
