/* Names for numbers, as in Linux. u8 to s64 are model C's own. */
typedef u64 phys_addr_t;
typedef u64 gpa_t;
typedef u64 gfn_t;
typedef u64 hva_t;
typedef u64 kvm_pfn_t;
typedef u64 vm_flags_t;
typedef u32 vm_fault_t;
