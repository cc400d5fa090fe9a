/* A slot of guest memory is made, moved, changed or deleted. (In Linux this stands in kvm.h.) */
#define KVM_SET_USER_MEMORY_REGION	0x4020AE46
