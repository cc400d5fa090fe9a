/* If a VM has MTE, HCR_EL2.ATA lets each of its vCPUs use it: 1 + the VM where it does not. */
ghost u64 vcpu_without_tags(void)
{
	u32 i;

	for (i = 0; i < NR_KVMS; i++)
		if (kvms[i].mte_enabled && vcpus[i].initialized && !(vcpus[i].hcr_el2 & HCR_ATA))
			return 1 + i;
	return 0;
}
