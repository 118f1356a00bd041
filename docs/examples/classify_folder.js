'use strict'
// Sends every file of a folder to the specialists and prints what each one shows, as the answers come.
//
//   npm install && node classify_folder.js BROKERS REGISTRY FOLDER [TOPIC_PREFIX]

const crypto = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')
const { setTimeout: pause } = require('node:timers/promises')
const { Kafka, Partitioners, logLevel } = require('kafkajs')
const { AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType } = require('@confluentinc/schemaregistry')

const IMAGE = path.join(__dirname, '../../schemas/src/main/avro/Image.avsc')

async function classify (brokers, registryUrl, folder, prefix = '') {
  const [images, predictions, deadLetters] = ['images', 'predictions', 'dead-letters'].map(topic => prefix + topic)
  const run = crypto.randomUUID().slice(0, 8) // others use the topics too: our ids are nobody else's
  const kafka = new Kafka({ clientId: 'classify-folder', brokers: brokers.split(','), logLevel: logLevel.ERROR })
  const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] })
  const schema = JSON.stringify(JSON.parse(fs.readFileSync(IMAGE))) // without white space: all clients share its id
  await registry.register(`${images}-value`, { schemaType: 'AVRO', schema })
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true })
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {})

  // Answers are read from where they end now, before the first image is sent: so none is missed.
  const admin = kafka.admin()
  await admin.connect()
  const ends = []
  for (const topic of [predictions, deadLetters]) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) ends.push({ topic, partition, offset: high })
  }
  await admin.disconnect()

  const waiting = new Map() // from image id to file name
  let heard, failure
  const consumer = kafka.consumer({ groupId: `classify-${run}`, readUncommitted: false, allowAutoTopicCreation: false })
  await consumer.connect()
  await consumer.subscribe({ topics: [predictions, deadLetters] })
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ topic, message }) => {
      const id = String(message.key) // an answer has its image's key
      const name = waiting.get(id)
      if (name === undefined) return // somebody else's
      const said = topic === deadLetters ? reason(message) : text(await deserializer.deserialize(topic, message.value))
      console.log(`${name}: ${said}`)
      waiting.delete(id)
      heard = Date.now()
    }
  })
  consumer.on(consumer.events.CRASH, ({ payload }) => { failure = payload.error })
  ends.forEach(end => consumer.seek(end))

  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false })
  await producer.connect()
  for (const name of fs.readdirSync(folder).sort().filter(name => fs.statSync(path.join(folder, name)).isFile())) {
    const id = `${run}/${name}`
    waiting.set(id, name)
    const value = await serializer.serialize(images, { id, content: fs.readFileSync(path.join(folder, name)) })
    await producer.send({ topic: images, messages: [{ key: id, value }] })
  }
  for (heard = Date.now(); waiting.size > 0 && !failure; await pause(50)) {
    if (Date.now() - heard > 60_000) failure = new Error(`no answer for a minute: does the app serve? ${[...waiting.values()]}`)
  }
  if (failure) throw failure
}

const text = it => `${it.className} (${it.confidence.toFixed(3)} by ${it.specialist}@${it.version}, ${it.outcome})`
const reason = letter => `no prediction: ${letter.headers['__streams.errors.message']}`

if (process.argv.length < 5 || process.argv.length > 6) {
  console.error('usage: node classify_folder.js BROKERS REGISTRY FOLDER [TOPIC_PREFIX]')
  process.exit(2)
}
classify(...process.argv.slice(2)).then(() => process.exit(0), error => {
  console.error(error)
  process.exit(1)
})
