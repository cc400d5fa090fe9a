/*
 * Tags that a program gets in a buffer, from ptrace() or KVM_ARM_MTE_COPY_TAGS,
 * are those that the page's owner has: never what a former owner left. Noted by
 * ghost_handed_out() where they are read.
 */
ghost u64 stale_tags_handed_out(void)
{
	return stale_tag_handed_out;
}
