package org.basedata.registry.api.account;

import java.time.Duration;
import java.time.Instant;

/** What becomes of a name and a password. */
public sealed interface SignIn {
    record Known(Account account) implements SignIn {}

    /** The name is not known, the password is another one, or the account is disabled: whoever asks is not told which. */
    record Wrong() implements SignIn {}

    /** Too many attempts under this name, whether an account has it or not. */
    record Locked(Instant until) implements SignIn {}

    /**
     * When a name is locked.
     *
     * @param attempts failures in a row after which it is
     * @param lasting for how long; failures longer apart than that are not in a row
     */
    record LockOut(int attempts, Duration lasting) {
        public static final LockOut USUAL = new LockOut(5, Duration.ofMinutes(15));

        public LockOut {
            if (attempts < 1 || lasting.isNegative() || lasting.isZero())
                throw new IllegalArgumentException(
                        "a lock-out needs one attempt or more and some time, has " + attempts + " and " + lasting);
        }
    }
}
