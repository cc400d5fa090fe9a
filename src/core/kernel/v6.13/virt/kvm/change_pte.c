/* Gone since v6.10: KVM is not told of a new page behind an address, only that the old one goes. (likely [M]) */
