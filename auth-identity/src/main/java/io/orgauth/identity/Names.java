package io.orgauth.identity;

/** Checks of names that people give and read. */
final class Names {
    private Names() {}

    /** 1 to 200 characters, no control characters, no space at either end. */
    static String display(String what, String name) {
        boolean visible = name.codePoints().noneMatch(Character::isISOControl);
        if (name.isBlank() || name.length() > 200 || !visible || !name.equals(name.strip())) {
            throw new IllegalArgumentException(
                    what + " must be 1 to 200 visible characters without space at either end");
        }
        return name;
    }
}
