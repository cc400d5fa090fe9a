/*
 * What the program stands on: a page for the guest, one for the arguments of its
 * calls and one for tags; a way to make a call; and the guest that it runs.
 */
#define GUEST_MEMORY	USER_BASE
#define ARGUMENT	(USER_BASE + PAGE_SIZE)
#define BUFFER		(USER_BASE + 2 * PAGE_SIZE)

void prologue(void)
{
	boot();
	vmm_starts(&mms[0]);
	/* It goes on behind the first switching off. */
	guests[0].vector = NR_GUEST_INSNS - 1;
	guest_text(0, 0, GUEST_STG, 9, IPA_BASE + 0x60 * MTE_GRANULE_SIZE);
	guest_text(0, 1, GUEST_OFF, 0, 0);
}

/*
 * A system call: SVC. The program waits until the kernel's side of the task,
 * the thread that serves calls, has the answer.
 */
static s64 vmm_calls(u64 nr, u64 a, u64 b, u64 c)
{
	struct mailbox *call = &mailboxes[0];

	call->nr = nr;
	call->args[0] = a;
	call->args[1] = b;
	call->args[2] = c;
	WRITE_ONCE(call->pending, true);
	wait_until(!READ_ONCE(call->pending));
	return call->ret;
}

/* Stores a byte of its own memory. */
static void vmm_stores(u64 at, u32 byte)
{
	user_str(&mms[0], at, byte);
}

/* Lays out four words where its arguments are. (The rest is zero from the start.) */
static void vmm_lays_out(u64 a, u64 b, u64 c, u64 d)
{
	copy_to_own_memory(ARGUMENT, a);
	copy_to_own_memory(ARGUMENT + 8, b);
	copy_to_own_memory(ARGUMENT + 16, c);
	copy_to_own_memory(ARGUMENT + 24, d);
}

/* A word of its own memory, byte by byte. */
static void copy_to_own_memory(u64 at, u64 value)
{
	u32 i;

	for (i = 0; i < 8; i++)
		user_str(&mms[0], at + i, value >> 8 * i);
}

/* open("/dev/kvm") */
static s64 vmm_open(void)
{
	vmm_lays_out(DEV_KVM_PATH, 0, 0, 0);
	return vmm_calls(__NR_openat, 0, ARGUMENT, 0);
}

static s64 vmm_ioctl(u64 fd, u64 request, u64 argument)
{
	return vmm_calls(__NR_ioctl, fd, request, argument);
}
