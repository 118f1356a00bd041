"""Sends every file of a folder to the specialists and prints what each one shows, as the answers come.

    python3 classify_folder.py BROKERS REGISTRY FOLDER [TOPIC_PREFIX]

Needs pip install 'confluent-kafka[avro]', or Debian's python3-confluent-kafka, python3-avro and python3-requests.
"""
import functools, io, json, pathlib, struct, sys, time, uuid
import avro.io, avro.schema
from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.schema_registry import Schema, SchemaRegistryClient

IMAGE = pathlib.Path(__file__).parents[2] / "schemas/src/main/avro/Image.avsc"

if not 4 <= len(sys.argv) <= 5:
    sys.exit("usage: classify_folder.py BROKERS REGISTRY FOLDER [TOPIC_PREFIX]")
brokers, registry_url, folder, prefix = (sys.argv[1:] + [""])[:4]
images, predictions, dead_letters = (prefix + topic for topic in ("images", "predictions", "dead-letters"))
registry = SchemaRegistryClient({"url": registry_url})
run = uuid.uuid4().hex[:8]  # others use the topics too: our ids are nobody else's

# Confluent's wire format: a zero, the schema's id in four bytes, binary Avro. Without white space: all clients share the id.
image_text = json.dumps(json.loads(IMAGE.read_text()), separators=(",", ":"))
image_id = registry.register_schema(images + "-value", Schema(image_text, "AVRO"))
image_writer = avro.io.DatumWriter(avro.schema.parse(image_text))

def encoded(image):
    out = io.BytesIO()
    out.write(struct.pack(">bI", 0, image_id))
    image_writer.write(image, avro.io.BinaryEncoder(out))
    return out.getvalue()

@functools.lru_cache
def reader(schema_id):
    return avro.io.DatumReader(avro.schema.parse(registry.get_schema(schema_id).schema_str))

def decoded(value):
    _, schema_id = struct.unpack(">bI", value[:5])
    return reader(schema_id).read(avro.io.BinaryDecoder(io.BytesIO(value[5:])))

def delivered(error, _):
    if error:
        raise KafkaException(error)

# Answers are read from where they end now, before the first image is sent: so none is missed.
consumer = Consumer({"bootstrap.servers": brokers, "group.id": "classify-" + run, "isolation.level": "read_committed",
                     "enable.auto.commit": False})
answers = []
for topic in predictions, dead_letters:
    for number in consumer.list_topics(topic, timeout=30).topics[topic].partitions:
        _, end = consumer.get_watermark_offsets(TopicPartition(topic, number), timeout=30)
        answers.append(TopicPartition(topic, number, end))
consumer.assign(answers)

# murmur2_random: a key goes to the partition that Java's and JavaScript's clients send it to.
producer = Producer({"bootstrap.servers": brokers, "enable.idempotence": True, "partitioner": "murmur2_random"})
waiting = {f"{run}/{file.name}".encode(): file for file in sorted(pathlib.Path(folder).iterdir()) if file.is_file()}
for key, file in waiting.items():
    image = {"id": key.decode(), "content": file.read_bytes(), "attributes": {}}
    producer.produce(images, key=key, value=encoded(image), on_delivery=delivered)
    producer.poll(0)
producer.flush()

heard = time.monotonic()
while waiting:
    answer = consumer.poll(0.2)
    if answer is not None and answer.error():
        raise KafkaException(answer.error())
    file = waiting.pop(answer.key(), None) if answer is not None else None  # an answer has its image's key
    if file is not None:
        heard = time.monotonic()
        if answer.topic() == dead_letters:
            text = "no prediction: " + dict(answer.headers())["__streams.errors.message"].decode()
        else:
            text = "{className} ({confidence:.3f} by {specialist}@{version}, {outcome})".format(**decoded(answer.value()))
        print(f"{file.name}: {text}", flush=True)
    elif time.monotonic() - heard > 60:
        sys.exit(f"no answer for a minute: does the app serve? {[file.name for file in waiting.values()]}")
consumer.close()
