package io.orgauth.identity;

import java.util.Set;

/**
 * Names that no organization can have: those under which everybody gets a mailbox or a domain. The first list is short on
 * purpose: proof by DNS is what protects the others, as nobody outside a mail provider can put a record into its zone.
 */
final class SharedDomains {
    private static final Set<String> MAILBOXES = Set.of(
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "yahoo.com",
            "ymail.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "aol.com",
            "proton.me",
            "protonmail.com",
            "gmx.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "mail.com",
            "mail.ru",
            "yandex.ru",
            "yandex.com",
            "qq.com",
            "163.com",
            "126.com",
            "zoho.com",
            "fastmail.com",
            "hey.com",
            "tutanota.com",
            "t-online.de",
            "orange.fr",
            "free.fr",
            "laposte.net",
            "libero.it");
    private static final Set<String> SUFFIXES = Set.of(
            "co.uk",
            "org.uk",
            "ac.uk",
            "gov.uk",
            "com.au",
            "net.au",
            "org.au",
            "co.nz",
            "co.jp",
            "ne.jp",
            "or.jp",
            "co.kr",
            "com.br",
            "com.cn",
            "com.tw",
            "com.hk",
            "com.sg",
            "com.mx",
            "com.ar",
            "com.tr",
            "co.in",
            "co.za",
            "co.il",
            "github.io",
            "herokuapp.com",
            "azurewebsites.net",
            "onmicrosoft.com");

    private SharedDomains() {}

    /** Refuses a folded name that is everybody's. */
    static void requireOwn(String name) {
        if (MAILBOXES.contains(name) || SUFFIXES.contains(name)) {
            throw IdentityException.invalid("the domain belongs to everybody who has a mailbox or site there");
        }
    }
}
