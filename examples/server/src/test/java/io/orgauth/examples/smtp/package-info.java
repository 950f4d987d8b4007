/** A mailer for a product that sends by SMTP, {@code SmtpMailer}: copy it, and change its words. */
@NullMarked
package io.orgauth.examples.smtp;

import org.jspecify.annotations.NullMarked;
