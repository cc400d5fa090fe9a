/* Power State Coordination Interface: calls by the number that W0 holds. (Arm DEN 0022F, chapter 5) */
#define PSCI_0_2_FN_PSCI_VERSION	0x84000000
#define PSCI_0_2_FN_CPU_OFF		0x84000002
#define PSCI_0_2_FN_MIGRATE_INFO_TYPE	0x84000006
#define PSCI_0_2_FN_SYSTEM_OFF		0x84000008
#define PSCI_0_2_FN_SYSTEM_RESET	0x84000009
#define PSCI_1_0_FN_PSCI_FEATURES	0x8400000a
/* With addresses or affinities, of 32 and of 64 bits. */
#define PSCI_0_2_FN_CPU_SUSPEND		0x84000001
#define PSCI_0_2_FN_CPU_ON		0x84000003
#define PSCI_0_2_FN_AFFINITY_INFO	0x84000004
#define PSCI_0_2_64BIT			0x40000000
/* SMC Calling Convention (Arm DEN 0028): its version. */
#define ARM_SMCCC_VERSION_FUNC_ID	0x80000000
#define ARM_SMCCC_VERSION_1_1		0x10001

#define PSCI_RET_SUCCESS		0
#define PSCI_RET_NOT_SUPPORTED		-1
#define PSCI_RET_INVALID_PARAMS		-2
#define PSCI_RET_ALREADY_ON		-4
#define PSCI_RET_INTERNAL_FAILURE	-6

/* The lowest affinity level, a CPU that is on, and a Trusted OS that need not migrate: there is none. */
#define PSCI_0_2_AFFINITY_LEVEL_ON	0
#define PSCI_0_2_TOS_MP			2
