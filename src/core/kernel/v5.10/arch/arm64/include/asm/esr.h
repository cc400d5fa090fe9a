/*
 * ESR_ELx: why an exception was taken. The class is in bits 31 to 26, and what
 * more is to say below. (Arm ARM D24.2.40)
 */
#define ESR_ELx_EC_SHIFT	26
#define ESR_ELx_EC_UNKNOWN	0x00
#define ESR_ELx_EC_WFx		0x01
#define ESR_ELx_EC_HVC64	0x16
#define ESR_ELx_EC_SYS64	0x18
#define ESR_ELx_EC_IABT_LOW	0x20
#define ESR_ELx_EC_IABT_CUR	0x21
#define ESR_ELx_EC_DABT_LOW	0x24
#define ESR_ELx_EC_DABT_CUR	0x25
#define ESR_ELx_IL		(1U << 25)

/* Of a data abort: whether it says which access it was, and if so how wide, whether sign-extended, which register, 64 bits of it. */
#define ESR_ELx_ISV		(1U << 24)
#define ESR_ELx_SAS_SHIFT	22
#define ESR_ELx_SSE		(1U << 21)
#define ESR_ELx_SRT_SHIFT	16
#define ESR_ELx_SRT_MASK	0x1f
#define ESR_ELx_SF		(1U << 15)
/* Cache maintenance; a fault of the walk of the guest's own tables; a write. */
#define ESR_ELx_CM		(1U << 8)
#define ESR_ELx_S1PTW		(1U << 7)
#define ESR_ELx_WNR		(1U << 6)
/* The status, without its level. */
#define ESR_ELx_FSC_TYPE	0x3c
#define ESR_ELx_FSC_PERM	0x0c
#define ESR_ELx_FSC_EXTABT	0x10
