package io.orgauth.identity;

import java.util.function.Supplier;

/** Turns what values and stores say into the refusals of this module. */
final class Checked {
    private Checked() {}

    /** The value, or INVALID with the sentence of the value's own check. */
    static <T> T of(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw IdentityException.invalid(String.valueOf(e.getMessage()));
        }
    }

    static void replaced(boolean replaced) {
        if (!replaced) {
            throw new IdentityException(IdentityReason.CHANGED_MEANWHILE, "it was changed meanwhile, read it again");
        }
    }
}
