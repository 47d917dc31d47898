"""Mail by the city's own server."""
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote

from .message import Message
from .outcome import Later, Never

SECONDS = 10
TLS = ssl.create_default_context


class Mail:
    """One connection for all mails of a batch, made with the first."""

    def __init__(self, server: SplitResult, sender: str, name: str) -> None:
        self.server, self.sender, self.name = server, sender, name
        self.link: smtplib.SMTP | None = None

    def send(self, to: str, message: Message) -> str:
        """"sent" when the server took it; whether it is read, no server tells."""
        try:
            link = self._linked()
        except smtplib.SMTPAuthenticationError as no:
            raise Later("sign-in", channel=True) from no
        except TimeoutError as no:
            raise Later("time", channel=True) from no
        except (OSError, smtplib.SMTPException) as no:
            raise Later("unreachable", channel=True) from no
        try:
            link.send_message(self._mail(to, message), self.sender, [to])
        except smtplib.SMTPRecipientsRefused as no:
            self.close()
            raise self._refused(max(code for code, _words in no.recipients.values())) from no
        except smtplib.SMTPSenderRefused as no:
            self.close()
            raise Later("sender", channel=True) from no
        except smtplib.SMTPResponseException as no:
            self.close()
            raise self._refused(no.smtp_code) from no
        except TimeoutError as no:
            self.close()
            raise Later("time", channel=True) from no
        except (OSError, smtplib.SMTPException) as no:
            self.close()
            raise Later("cut", channel=True) from no
        return "sent"

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        if self.link is not None:
            try:
                self.link.quit()
            except (OSError, smtplib.SMTPException):
                self.link.close()
            self.link = None

    def _linked(self) -> smtplib.SMTP:
        if self.link is None:
            host, port = self.server.hostname or "", self.server.port
            if self.server.scheme == "smtps":
                link: smtplib.SMTP = smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=TLS())
            else:
                link = smtplib.SMTP(host, port or 25, timeout=SECONDS)
            try:
                if self.server.scheme == "smtp+tls":
                    link.starttls(context=TLS())
                if self.server.username:
                    link.login(unquote(self.server.username), unquote(self.server.password or ""))
            except BaseException:
                link.close()
                raise
            self.link = link
        return self.link

    def _refused(self, code: int) -> Later | Never:
        return Never("refused") if code >= 500 else Later("busy")

    def _mail(self, to: str, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["Subject"], mail["To"] = message.subject, to
        mail["From"] = Address(self.name, addr_spec=self.sender)
        mail["Date"] = format_datetime(message.at)
        mail["Message-ID"] = f"<{message.key}@{self.sender.rpartition('@')[2]}>"  # the same when it goes out a second time
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text, cte="base64")
        return mail
