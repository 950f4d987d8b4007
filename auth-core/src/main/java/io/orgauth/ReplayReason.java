package io.orgauth;

import java.util.Locale;

/** Why a {@link ReplayGuard} can't answer. */
public enum ReplayReason implements Reason {
    /** It remembers as many ids as it may, and none is too old yet. */
    REPLAY_GUARD_FULL;

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
