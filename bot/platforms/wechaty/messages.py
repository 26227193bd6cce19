"""What the owner reads when the gateway can't be used at all."""

from bot.phrases import Phrase

BAD_ENDPOINT = Phrase(
    zh="网关地址「{endpoint}」看不懂，应写成 主机:端口，例如 127.0.0.1:18788。",
    en="The gateway's address “{endpoint}” is not understood; write host:port, such as 127.0.0.1:18788.",
)
BAD_TOKEN = Phrase(
    zh="网关令牌里有不能用的字符，只能是可见的英文字母、数字和符号。",
    en="The gateway's token has characters it can't have; only visible ASCII is allowed.",
)
WRONG_TOKEN = Phrase(
    zh="网关 {endpoint} 不认这个令牌，请核对网关启动时用的令牌。",
    en="The gateway at {endpoint} does not accept this token; compare it with the one the gateway was started with.",
)
BAD_CERTIFICATE = Phrase(
    zh="网关 {endpoint} 的证书无法核实：{why}。请检查 CA 文件和证书上的名字。",
    en="The certificate of the gateway at {endpoint} can't be verified: {why}. Check the CA file and the TLS name.",
)
BAD_CA_FILE = Phrase(
    zh="读不了 CA 文件 {path}：{why}",
    en="The CA file {path} can't be read: {why}",
)
NO_FILE = Phrase(
    zh="取不到消息 {message_id} 里的文件：{why}",
    en="The file of message {message_id} can't be had: {why}",
)
NO_LINK = Phrase(
    zh="取不到消息 {message_id} 里的链接：{why}",
    en="The link of message {message_id} can't be had: {why}",
)
NO_PICTURE = Phrase(
    zh="取不到消息 {message_id} 里的图片：{why}",
    en="The picture of message {message_id} can't be had: {why}",
)
