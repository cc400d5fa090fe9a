/* What KVM answers to PSCI_VERSION: 1.0. (1.1 since v5.18. likely [M]) */
#define KVM_ARM_PSCI_LATEST	0x10000
