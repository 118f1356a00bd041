'use strict'
// Produces one image and reads one prediction, as a user's program in another language would.
//
//   node client.js produce BROKERS REGISTRY TOPIC IMAGE_AVSC   an image goes to TOPIC
//   node client.js consume BROKERS REGISTRY TOPIC              the first prediction of TOPIC comes out as JSON

const fs = require('node:fs')
const { Kafka, logLevel } = require('kafkajs')
const {
  AvroDeserializer, AvroSerializer, SchemaRegistryClient, SerdeType
} = require('@confluentinc/schemaregistry')

const [, , command, brokers, registryUrl, topic, schemaFile] = process.argv
const kafka = new Kafka({ clientId: 'javascript', brokers: brokers.split(','), logLevel: logLevel.NOTHING })
const registry = new SchemaRegistryClient({ baseURLs: [registryUrl] })

async function produce () {
  const schema = JSON.stringify(JSON.parse(fs.readFileSync(schemaFile, 'utf8')))
  await registry.register(`${topic}-value`, { schemaType: 'AVRO', schema })
  const serializer = new AvroSerializer(registry, SerdeType.VALUE, { useLatestVersion: true })
  const image = {
    id: 'from-javascript-\u732b',
    content: Buffer.from([0xff, 0xd8, 0xff, 0x00, 0x7f]),
    contentType: 'image/jpeg',
    width: null,
    height: null,
    attributes: { label: 'cat' }
  }
  const producer = kafka.producer()
  await producer.connect()
  await producer.send({ topic, messages: [{ key: 'k', value: await serializer.serialize(topic, image) }] })
  await producer.disconnect()
}

async function consume () {
  const deserializer = new AvroDeserializer(registry, SerdeType.VALUE, {})
  const consumer = kafka.consumer({ groupId: `javascript-${topic}` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const prediction = await new Promise((resolve, reject) => {
    consumer.run({
      eachMessage: async ({ message }) => deserializer.deserialize(topic, message.value).then(resolve, reject)
    }).catch(reject)
  })
  console.log(JSON.stringify(prediction))
  await consumer.disconnect()
}

const commands = { produce, consume }
commands[command]().then(() => process.exit(0), error => {
  console.error(error)
  process.exit(1)
})
