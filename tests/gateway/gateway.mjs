// A WeChat gateway for tests: the real wechaty-puppet-service server around wechaty-puppet-mock, with an HTTP port
// through which a test plays WeChat and its members. Listens on 127.0.0.1 only and prints "READY {json}" when it serves.
//   node gateway.mjs --token T [--grpc PORT] [--ctl PORT] [--heartbeat S] [--tls] [--state FILE]
// With --state everything said and every room survives kill -9, as it would on WeChat's own servers.
import fs from 'node:fs'
import http from 'node:http'
import { parseArgs } from 'node:util'
import { FileBox } from 'file-box'
import { grpc, puppet as proto } from 'wechaty-grpc'
import { PuppetMock, mock } from 'wechaty-puppet-mock'
import { PuppetServer } from 'wechaty-puppet-service'

const HOST = '127.0.0.1'
const { values: options } = parseArgs({
  options: {
    token: { type: 'string' },
    grpc: { type: 'string', default: '0' },
    ctl: { type: 'string', default: '0' },
    heartbeat: { type: 'string', default: '15' },
    tls: { type: 'boolean', default: false },
    state: { type: 'string' },
  },
})
const KIND = { attachment: 1, image: 6, text: 7, miniprogram: 9, url: 14 }
const BOT = { id: 'wxid_bot', name: '蒲公英', alias: '', avatar: '', gender: 0, type: 1, friend: true, phone: [] }

// ---- the journal: one line per thing that WeChat's servers would remember --------------------------------------
const journal = options.state ? fs.openSync(options.state, 'a+') : undefined
const remember = (kind, data) => { if (journal) fs.writeSync(journal, JSON.stringify([kind, data]) + '\n') }

// ---- every call passes here: counted, and failed on request ----------------------------------------------------
const calls = {}
let faults = []           // {method, id, times, code, message, delay, late, hang, after}
let stream                // the bot's event stream
const pause = ms => new Promise(resolve => setTimeout(resolve, ms))
const failure = fault => Object.assign(new Error(fault.message ?? 'injected'), { code: fault.code, details: fault.message ?? 'injected' })

function faulty (method, serve) {
  return async (call, reply) => {
    calls[method] = (calls[method] ?? 0) + 1
    if (method === 'event') stream = call
    const meant = f => f.method === method && f.times > 0 && (!f.id || f.id === call.request.getId())
    const fault = faults.find(meant)
    if (!fault) return serve(call, reply)
    fault.times -= 1
    if (fault.delay) await pause(fault.delay)
    if (fault.after) await new Promise(done => serve(call, done))   // done, and only the answer goes wrong
    if (fault.hang) return
    if (fault.late) return serve(call, async (error, value) => {     // what was true when asked, told later
      const then = value?.clone()
      await pause(fault.late)
      reply(error, then)
    })
    if (fault.code === undefined) return serve(call, reply)
    return reply ? reply(failure(fault)) : call.emit('error', failure(fault))
  }
}
const addService = grpc.Server.prototype.addService
grpc.Server.prototype.addService = function (service, methods) {
  const wrapped = Object.entries(methods).map(([name, serve]) => [name, faulty(name, serve.bind(methods))])
  return addService.call(this, service, Object.fromEntries(wrapped))
}

// ---- what was said -----------------------------------------------------------------------------------------------
const sent = []
const messages = new Map()       // id -> payload, in the order they were said
const files = new Map()          // message id -> FileBox JSON
const links = new Map()          // message id -> link card
const aliases = new Map()        // "room/member" -> alias
const announcements = new Map()
const invitations = new Map()
const friendships = new Map()
let counter = 0

function store (payload, file) {
  if (file) files.set(payload.id, file)
  messages.set(payload.id, payload)
  mocker.MessageMock.create(payload)
}
function say ({ roomId, to, from, text = '', mentions = [], file, link, id, kind, timestamp, quiet }) {
  id ??= `${Date.now()}${process.pid}${++counter}`
  if (link) links.set(id, link)
  const guessed = file ? (/\.(png|jpe?g|gif)$/i.test(file.name) ? KIND.image : KIND.attachment) : KIND.text
  const place = roomId ? { roomId, mentionIdList: mentions } : { listenerId: to, toId: to }
  const payload = {
    id, talkerId: from, fromId: from, text, filename: file?.name, timestamp: timestamp ?? Date.now(), type: kind ?? guessed, ...place,
  }
  store(payload, file)
  remember('message', { payload, file })
  if (!quiet) puppet.emit('message', { messageId: id })
  return id
}
function hand (kind, conversationId, details, spoken) {
  if (!puppet.isLoggedIn) throw new Error('not logged in')
  const place = mocker.cacheRoomPayload.has(conversationId) ? { roomId: conversationId } : { to: conversationId }
  const id = say({ ...place, from: BOT.id, quiet: true, ...spoken })
  const entry = { seq: sent.length + 1, at: Date.now(), kind, conversationId, id, ...details }
  sent.push(entry)
  remember('sent', entry)
  puppet.emit('message', { messageId: id })
  return id
}

// ---- the mock puppet, with what the stock one leaves empty filled in ---------------------------------------------
const contact = id => mocker.ContactMock.load(id)
const room = id => mocker.RoomMock.load(id)
class Puppet extends PuppetMock {
  async messageSendText (to, text, mentions = []) {
    return hand('text', to, { text, mentions: [...mentions] }, { text, mentions: [...mentions] })
  }
  async messageSendFile (to, box) {
    const bytes = await box.toBuffer()
    const base64 = bytes.toString('base64')
    return hand('file', to, { name: box.name, size: bytes.length, base64 }, { file: FileBox.fromBase64(base64, box.name).toJSON() })
  }
  async messageSendUrl (to, payload) { return hand('url', to, { payload }, { kind: KIND.url, text: payload.url, link: payload }) }
  async messageSendMiniProgram (to, payload) { return hand('miniprogram', to, { payload }, { kind: KIND.miniprogram }) }
  async messageForward (to, messageId) {
    const { type, text } = messages.get(messageId)
    return hand('forward', to, { messageId }, { kind: type, text, file: files.get(messageId) })
  }
  async messageFile (id) { return FileBox.fromJSON(files.get(id)) }
  async messageUrl (id) { return links.get(id) }
  async messageImage (id) { return this.messageFile(id) }
  async roomAnnounce (id, text) {
    if (text === undefined) return announcements.get(id) ?? ''
    announcements.set(id, text)
  }
  async roomList () { return [...mocker.cacheRoomPayload.values()].filter(r => r.memberIdList.includes(BOT.id)).map(r => r.id) }
  async roomMemberList (id) { return mocker.roomPayload(id).memberIdList }
  async roomDel (id, member) { leave({ roomId: id, members: [member], by: BOT.id }) }
  async roomMemberRawPayload (id, member) {
    const { avatar, name } = await this.contactPayload(member)
    return { avatar, id: member, name, roomAlias: aliases.get(`${id}/${member}`) ?? '' }
  }
  async roomInvitationRawPayload (id) { return invitations.get(id) }
  async roomInvitationAccept (id) { invitations.get(id).accepted = true }
  async friendshipRawPayload (id) { return friendships.get(id) }
  async friendshipAccept (id) { friendships.get(id).accepted = true }
}

const mocker = new mock.Mocker()
let mayLogIn = true
mocker.use(() => {                // runs whenever a client starts the puppet
  if (mayLogIn && !puppet.isLoggedIn) login()
  const beat = Number(options.heartbeat)
  const timer = beat > 0 ? setInterval(() => puppet.emit('heartbeat', { data: 'beat' }), beat * 1000) : undefined
  return () => clearInterval(timer)
})
const puppet = new Puppet({ mocker })
puppet.on('error', error => console.error('puppet error', error?.message ?? error))
function login () {
  puppet.login(BOT.id)
  puppet.emit('ready', { data: 'ready' })
}

// ---- people and rooms ----------------------------------------------------------------------------------------------
function addContact (data) {
  const payload = { ...BOT, friend: false, ...data }
  if (mocker.cacheContactPayload.has(data.id)) Object.assign(mocker.contactPayload(data.id), data)
  else mocker.createContact(payload)
}
function addRoom (payload) {
  if (mocker.cacheRoomPayload.has(payload.id)) Object.assign(mocker.roomPayload(payload.id), payload)
  else mocker.createRoom({ adminIdList: [], avatar: '', ...payload })
}
function keepRoom (id) {
  remember('room', mocker.roomPayload(id))
  puppet.cache.room?.delete(id)
}
function join ({ roomId, members, by, quiet }) {
  if (quiet) mocker.roomPayload(roomId).memberIdList.push(...members)
  else room(roomId).add(...members.map(contact)).by(contact(by))
  keepRoom(roomId)
}
function leave ({ roomId, members, by, quiet }) {
  const payload = mocker.roomPayload(roomId)
  if (quiet) payload.memberIdList = payload.memberIdList.filter(id => !members.includes(id))
  else room(roomId).remove(...members.map(contact)).by(contact(by))
  keepRoom(roomId)
}
function recall () {
  if (!journal) return
  const apply = {
    contact: addContact,
    room: addRoom,
    alias: ([key, alias]) => aliases.set(key, alias),
    message: ({ payload, file }) => store(payload, file),
    sent: entry => sent.push(entry),
  }
  for (const line of fs.readFileSync(options.state, 'utf8').split('\n')) {
    if (!line.endsWith(']')) continue      // kill -9 in the middle of a line
    const [kind, data] = JSON.parse(line)
    apply[kind](data)
  }
}

// ---- the control port ----------------------------------------------------------------------------------------------
let server
async function serve () {
  server = new PuppetServer({ endpoint: `${HOST}:${options.grpc}`, puppet, token: options.token, tls: { disable: !options.tls } })
  await server.start()
}
function wire ({ type, payload = '', base64 }) {      // an event exactly as given, or bytes that are no event at all
  const event = new proto.EventResponse()
  event.setType(type)
  event.setPayload(payload)
  if (base64 !== undefined) event.serializeBinary = () => Buffer.from(base64, 'base64')
  stream.write(event)
}
const routes = {
  'GET /health': () => ({ pid: process.pid, loggedIn: puppet.isLoggedIn, serving: !!server, sent: sent.length, calls,
    faulty: faults.some(f => f.times > 0) }),
  'GET /sent': query => sent.filter(entry => entry.seq > Number(query.get('since') ?? 0)),
  'GET /room': query => ({ ...mocker.roomPayload(query.get('id')), announcement: announcements.get(query.get('id')) ?? '' }),
  'GET /invitation': query => invitations.get(query.get('id')),
  'GET /friendship': query => friendships.get(query.get('id')),
  'POST /contacts': ({ contacts }) => contacts.forEach(data => {
    addContact(data)
    remember('contact', data)
    puppet.cache.contact?.delete(data.id)
  }),
  'POST /rooms': ({ rooms }) => rooms.forEach(payload => { addRoom(payload); keepRoom(payload.id) }),
  'POST /alias': ({ roomId, member, alias }) => {
    aliases.set(`${roomId}/${member}`, alias)
    remember('alias', [`${roomId}/${member}`, alias])
    puppet.cache.roomMember?.delete(roomId)
  },
  'POST /message': body => ({ id: say({ ...body, kind: body.link ? KIND.url : undefined, file: body.base64 ? FileBox.fromBase64(body.base64, body.name).toJSON() : undefined }) }),
  'POST /burst': ({ n, rooms, from, prefix = 'm' }) => {
    const began = Date.now()
    for (let i = 0; i < n; i++) say({ roomId: rooms[i % rooms.length], from: from[i % from.length], text: `${prefix}${i}` })
    return { ms: Date.now() - began }
  },
  'POST /redeliver': ({ id }) => puppet.emit('message', { messageId: id }),
  'POST /replay': ({ since = 0 }) => {                // WeChat's own history sync after a login: ours too
    const ids = [...messages.values()].filter(m => m.timestamp >= since).map(m => m.id)
    ids.forEach(messageId => puppet.emit('message', { messageId }))
    return { n: ids.length }
  },
  'POST /join': join,
  'POST /leave': leave,
  'POST /topic': ({ roomId, topic, by }) => { room(roomId).topic(topic).by(contact(by)); keepRoom(roomId) },
  'POST /owner': ({ roomId, ownerId }) => { mocker.roomPayload(roomId).ownerId = ownerId; keepRoom(roomId) },
  'POST /invite': body => {
    invitations.set(body.id, { avatar: '', invitation: '', memberCount: 0, memberIdList: [], receiverId: BOT.id, timestamp: Date.now(), ...body })
    puppet.emit('room-invite', { roomInvitationId: body.id })
  },
  'POST /friendship': body => {
    friendships.set(body.id, { hello: '', type: 2, timestamp: Date.now(), scene: 6, ticket: '', stranger: '', ...body })
    puppet.emit('friendship', { friendshipId: body.id })
  },
  'POST /emit': ({ event, payload }) => puppet.emit(event, payload),
  'POST /wire': wire,
  'POST /mute': () => { stream.write = () => true },    // the stream stays open and brings nothing any more
  'POST /fault': fault => faults.push({ times: 1, ...fault }),
  'DELETE /fault': () => { faults = [] },
  'POST /logout': async ({ reason = 'kicked' }) => { mayLogIn = false; await puppet.logout(reason) },
  'POST /login': () => { mayLogIn = true; login() },
  'POST /disconnect': async () => { await server?.stop(); server = undefined },
  'POST /reconnect': async () => { if (!server) await serve() },
  'POST /exit': ({ code = 0 }) => setImmediate(() => process.exit(code)),
}
async function answer (request) {
  const url = new URL(request.url, `http://${HOST}`)
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = chunks.length ? JSON.parse(Buffer.concat(chunks)) : {}
  return routes[`${request.method} ${url.pathname}`](request.method === 'GET' ? url.searchParams : body)
}
const control = http.createServer(async (request, response) => {
  try {
    const result = await answer(request)
    response.end(JSON.stringify(typeof result === 'object' ? result : {}))
  } catch (error) {
    response.writeHead(400).end(JSON.stringify({ error: String(error?.stack ?? error) }))
  }
})
let ready = false
process.on('uncaughtException', error => {
  console.error('uncaught', error)
  if (!ready) process.exit(1)          // a port that is taken, most likely; whoever started us waits for a word
})
mocker.createContact(BOT)
recall()
await serve()
control.listen(Number(options.ctl), HOST, () => {
  ready = true
  console.log(`READY ${JSON.stringify({ pid: process.pid, grpc: Number(options.grpc), ctl: control.address().port })}`)
})
