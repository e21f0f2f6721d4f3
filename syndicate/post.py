"""An e-mail in, handed over to the operator's own mail server; a refusal is a sentence. What is written is not decided here."""

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from .config.alarms import Mail
from .errors import SyndicateError

PATIENCE = 30  # seconds for each answer of the server


class MailError(SyndicateError):
    """The mail server was not reached, or did not take an e-mail."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written."""

    subject: str
    lines: Sequence[str]
    written: datetime
    id: str  # the same for the same letter, so that one that is handed over twice is shown once


def send(mail: Mail, letter: Letter) -> None:
    """Hand a letter over; raises `MailError` with what the server said."""
    try:
        with opened(mail) as server:
            if mail.user:
                server.login(mail.user, mail.password)
            refused = server.send_message(message(mail, letter))
    except (OSError, smtplib.SMTPException) as error:
        raise MailError(
            f"the mail server {mail.host}:{mail.port} did not take it: {reason(error)}"
        ) from error
    if refused:
        raise MailError(f"the mail server {mail.host}:{mail.port} did not take it for {', '.join(refused)}")


def opened(mail: Mail) -> smtplib.SMTP:
    """Connect, encrypted where that is said or offered; never with a password in the clear."""
    context = ssl.create_default_context()
    if mail.encrypted:
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=PATIENCE, context=context)
    server = smtplib.SMTP(mail.host, mail.port, timeout=PATIENCE)
    try:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
            server.ehlo()
        elif mail.user:
            raise smtplib.SMTPNotSupportedError(
                "it offers no encryption, so that the password was not told to it"
            )
    except BaseException:
        with suppress(OSError):
            server.close()
        raise
    return server


def message(mail: Mail, letter: Letter) -> EmailMessage:
    """Write a letter as an e-mail in plain text, which no machine answers."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = mail.sender, ", ".join(mail.to), letter.subject
    made["Date"], made["Message-ID"] = letter.written, f"<{letter.id}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834
    made.set_content("\n".join([*letter.lines, ""]))
    return made


def reason(error: Exception) -> str:
    """Say what went wrong; a server's own words, where there are some."""
    if isinstance(error, smtplib.SMTPResponseException):
        return answered(error.smtp_code, error.smtp_error)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{who}: {answered(*what)}" for who, what in error.recipients.items())
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__


def answered(code: int, said: bytes | str) -> str:
    return f"{code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
