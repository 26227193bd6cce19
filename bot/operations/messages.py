"""What the bot says at the terminal before it can talk in chat: settings, command line, database."""

from bot.phrases import Phrase

WRONG_VALUE = Phrase(
    zh="{name}：读到「{read}」，应为{valid}。",
    en="{name}: read “{read}”, valid is {valid}.",
)
HIDDEN = Phrase(zh="（已隐藏）", en="(hidden)")
EMPTY = Phrase(zh="（空）", en="(empty)")
UNKNOWN_NAME = Phrase(zh="{name}：没有这个设置。", en="{name}: no such setting.")
UNKNOWN_NAME_NEAR = Phrase(
    zh="{name}：没有这个设置，是不是想写 {near}？",
    en="{name}: no such setting; did you mean {near}?",
)
BAD_LINE = Phrase(
    zh="{file} 第 {line} 行：看不懂，应写成 名字=值。",
    en="{file} line {line}: not understood; write NAME=VALUE.",
)
BAD_FILE = Phrase(zh="{file} 读不了：{why}", en="{file} can't be read: {why}")
NEEDS_OTHER = Phrase(zh="{name}：填了 {given} 就必须填它。", en="{name}: it is needed beside {given}.")
TLS_CHOICES = Phrase(zh="off、system 或一个存在的文件", en="off, system or a file that exists")

# The command line
ABOUT = Phrase(zh="蒲公英：住在微信群里、让群热闹起来的机器人。", en="Dandelion: a bot that keeps WeChat groups alive.")
RUN = Phrase(zh="启动机器人（不写命令时就是它）", en="start the bot (this is what happens without a command)")
CHAT = Phrase(zh="在终端里和机器人聊天，不连微信", en="chat with the bot in the terminal, without WeChat")
SIMULATE = Phrase(zh="按脚本演一遍，看机器人会发什么", en="play a script and print what the bot would send")
SCRIPT = Phrase(zh="JSON Lines 脚本文件", en="the script, JSON Lines")
UNTIL = Phrase(zh="演到什么时刻为止（ISO 8601，带时区）", en="when to end (ISO 8601 with an offset)")
DB = Phrase(zh="用哪个数据库，默认用一个临时的", en="the database to use, by default a temporary one")
SEED = Phrase(zh="随机数种子", en="seed of everything random")
SET = Phrase(zh="改一项设置，名称见 .env.example", en="change a setting, named as in .env.example")
FORMAT = Phrase(zh="输出格式", en="form of the output")
DOCTOR = Phrase(
    zh="检查设置、数据库、网关和这台机器", en="check the settings, the database, the gateway and this machine"
)
MIGRATE = Phrase(zh="把数据库升级到当前版本（先自动备份）", en="bring the database up to date, after a backup")
BACKUP = Phrase(zh="备份数据库，打印备份文件的路径", en="back up the database and print the file's path")
RESTORE = Phrase(zh="从备份恢复数据库", en="put a backup in the place of the database")
RESTORE_FILE = Phrase(zh="备份文件", en="the backup")
FORCE = Phrase(
    zh="数据库里已有内容也照样替换（先自动备份）", en="replace a database that holds something, after a backup"
)
IMPORT = Phrase(zh="从文件导入投放：.toml、.csv、.xlsx、.ics", en="import drops from a .toml, .csv, .xlsx or .ics")
IMPORT_FILE = Phrase(zh="要导入的文件", en="the file to import")
IMPORT_GROUP = Phrase(zh="文件里没写群的投放发到哪个群（编号）", en="the group for drops that name none, by its number")
IMPORT_TAG = Phrase(zh="或发到带这个标签的群", en="or the groups with this tag")
YES = Phrase(zh="不再问一遍", en="don't ask")
EXPORT = Phrase(zh="把投放、栏目、订阅源和素材导出成文件", en="export drops, series, feeds and the library to a file")
EXPORT_FILE = Phrase(zh="写到哪个文件，- 为屏幕", en="the file to write; - for the output")
EXPORT_GROUP = Phrase(zh="只要这个群的（编号）", en="only what goes to this group, by its number")
EXPORT_TAG = Phrase(zh="只要发给这个标签的", en="only what goes to this tag")
ICS = Phrase(zh="写成手机日历能看的 .ics", en="as a calendar, .ics")
HISTORY = Phrase(
    zh="导入群聊记录，让机器人知道它来之前的事", en="import a group's exported log: what was before the bot"
)
HISTORY_FILE = Phrase(zh="聊天记录，.csv 或 JSON Lines", en="the log, .csv or JSON Lines")
HISTORY_GROUP = Phrase(zh="哪个群：编号或群名", en="the group, by its number or its name")
DRY_RUN = Phrase(zh="只看看会改什么", en="only show what would be changed")
SCENES = Phrase(zh="看自带的活动模板，或检查自己写的", en="list the scenes that ship, or check one of your own")
SCENES_LIST = Phrase(zh="列出自带的模板", en="list the scenes that ship")
SCENES_LINT = Phrase(zh="检查一个模板文件", en="check a scene file")
SCENE_FILE = Phrase(zh="模板文件，.toml", en="the scene, a .toml")

# The database
MIGRATED = Phrase(zh="数据库已升级到版本 {head}。", en="The database is now at revision {head}.")
UP_TO_DATE = Phrase(zh="数据库已是最新版本 {head}，无需升级。", en="The database is up to date at revision {head}.")
BACKED_UP = Phrase(zh="之前的内容备份在 {file}。", en="What it held before is in {file}.")
RESTORED = Phrase(zh="已从 {file} 恢复。", en="Restored from {file}.")
NEWER_DATABASE = Phrase(
    zh="数据库是更新版本的蒲公英留下的（{found}，本程序只到 {known}）。请更新程序，或恢复升级前的备份。",
    en="The database was made by a newer Dandelion ({found}; this one knows {known}). "
    "Update the program or restore the backup made before.",
)
NOT_EMPTY = Phrase(
    zh="数据库里已有内容，没有动它。确定要替换就加 --force（会先备份）。",
    en="The database holds something and was left alone. To replace it, add --force; it is backed up first.",
)
NOT_A_BACKUP = Phrase(zh="{file} 不是这种数据库的备份。", en="{file} is not a backup of this kind of database.")
MISSING_TOOL = Phrase(
    zh="没有找到 {tool}，请先安装：sudo apt-get install postgresql-client（版本不低于数据库）。",
    en="{tool} is missing; install it: sudo apt-get install postgresql-client, not older than the server.",
)
TOOL_FAILED = Phrase(zh="{tool} 没有成功：{said}", en="{tool} failed: {said}")
BUSY_DATABASE = Phrase(
    zh="已经有一个机器人在用这个数据库，请先停掉它。", en="A bot is already running on this database; stop it first."
)
UNREACHABLE_DATABASE = Phrase(zh="连不上数据库：{why}", en="The database can't be reached: {why}")
