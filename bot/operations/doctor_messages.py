"""What `dandelion doctor` says: what it looked at, what it found, what to do."""

from bot.phrases import Phrase

SETTINGS = Phrase(zh="设置", en="settings")
DATABASE = Phrase(zh="数据库", en="database")
BACKUPS = Phrase(zh="备份", en="backups")
MEDIA = Phrase(zh="图片和文件", en="media")
GATEWAY = Phrase(zh="网关", en="gateway")
CLOCK = Phrase(zh="时间", en="clock")
FONTS = Phrase(zh="字体", en="fonts")
DISK = Phrase(zh="磁盘", en="disk")
WEB = Phrase(zh="端口", en="web port")

SETTINGS_FINE = Phrase(zh="都看得懂", en="all understood")
DATABASE_FINE = Phrase(zh="连得上，版本 {head}", en="reachable, revision {head}")
DATABASE_NEW = Phrase(zh="还是空的，首次启动时会建好", en="still empty; the first start makes it")
DATABASE_OLD = Phrase(
    zh="版本 {found}，下次启动会升级到 {head}；也可以现在运行 scripts/run migrate",
    en="revision {found}; the next start brings it to {head}, or run scripts/run migrate now",
)
DATABASE_NEWER = Phrase(
    zh="版本 {found} 比本程序（{head}）新，请更新程序",
    en="revision {found} is newer than this program ({head}); update it",
)
BACKUPS_FINE = Phrase(zh="可以写入 {folder}", en="can be written to {folder}")
BACKUPS_NO_FOLDER = Phrase(
    zh="写不进 {folder}：{why}。请改权限或 DANDELION_BACKUP_DIR",
    en="{folder} can't be written to: {why}; change its permissions or DANDELION_BACKUP_DIR",
)
BACKUPS_NO_TOOL = Phrase(
    zh="没有 {tool}，升级前无法备份：sudo apt-get install postgresql-client",
    en="{tool} is missing, so no backup can be made before a migration: sudo apt-get install postgresql-client",
)
MEDIA_FINE = Phrase(zh="可以存进 {folder}", en="can be kept in {folder}")
MEDIA_NO_FOLDER = Phrase(
    zh="存不进 {folder}：{why}。请改权限或 DANDELION_MEDIA_DIR",
    en="{folder} can't be written to: {why}; change its permissions or DANDELION_MEDIA_DIR",
)
GATEWAY_NONE = Phrase(
    zh="没有设置，将在终端里模拟聊天；要连微信请填 DANDELION_WECHATY_ENDPOINT",
    en="none is set, the bot chats in the terminal; for WeChat set DANDELION_WECHATY_ENDPOINT",
)
GATEWAY_FINE = Phrase(zh="{endpoint} 有应答，令牌正确", en="{endpoint} answers and takes the token")
GATEWAY_AWAY = Phrase(
    zh="{endpoint} 没有应答：{why}。请确认网关已启动、地址无误、防火墙放行",
    en="{endpoint} does not answer: {why}; is the gateway running, the address right, the firewall open?",
)
CLOCK_FINE = Phrase(zh="现在是 {now}", en="it is {now}")
CLOCK_WRONG = Phrase(
    zh="系统时间是 {now}，不像真的；请运行 timedatectl set-ntp true",
    en="the machine says {now}, which can't be; run timedatectl set-ntp true",
)
FONTS_FINE = Phrase(zh="画图用 {font}", en="pictures are drawn with {font}")
DISK_FREE = Phrase(zh="{folder} 所在磁盘还剩 {megabytes} MB", en="{megabytes} MB are free where {folder} is")
DISK_LOW = Phrase(
    zh="{folder} 所在磁盘只剩 {megabytes} MB，请清理", en="only {megabytes} MB are free where {folder} is; make room"
)
WEB_OFF = Phrase(zh="已关闭", en="switched off")
WEB_FREE = Phrase(zh="{port} 可用", en="{port} is free")
WEB_TAKEN = Phrase(
    zh="{port} 用不了（{why}）：如果不是机器人自己在用，请改 DANDELION_WEB_PORT",
    en="{port} can't be used ({why}): unless the bot itself has it, change DANDELION_WEB_PORT",
)
ALL_WELL = Phrase(zh="一切正常。", en="All is well.")
TO_REPAIR = Phrase(zh="有 {count} 处必须先解决。", en="{count} {count|thing has|things have} to be put right first.")
