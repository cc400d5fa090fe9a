/*
 * How a call gets into the modelled kernel from outside of the program text:
 * whoever drives the run puts number and arguments into a mailbox, and the
 * thread that waits there makes the system call.
 *
 * Nothing here exists in Linux.
 */
struct mailbox {
	bool pending;
	u64 nr;
	u64 args[6];
	s64 ret;
};
struct mailbox mailboxes[NR_MAILBOXES];
