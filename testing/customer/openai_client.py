"""The unmodified openai package for Python, pointed at the gateway. Usage: openai_client.py BASE_URL KEY"""
import sys

from openai import OpenAI, AuthenticationError

client = OpenAI(base_url=sys.argv[1], api_key=sys.argv[2], max_retries=0)
answer = client.chat.completions.create(
    model="smollm2-135m", max_tokens=24, temperature=0, messages=[{"role": "user", "content": "What is the capital of France?"}])
print("ANSWER", answer.choices[0].message.content.replace("\n", " "))
print("USAGE", answer.usage.prompt_tokens, answer.usage.completion_tokens)
pieces = [chunk.choices[0].delta.content for chunk in client.chat.completions.create(
    model="plexus/text", max_tokens=16, stream=True, messages=[{"role": "user", "content": "Name a colour."}]) if chunk.choices]
print("STREAMED", len([piece for piece in pieces if piece]))
completion = client.completions.create(model="smollm2-135m", prompt="Once upon a time", max_tokens=1, temperature=0, logprobs=5)
print("LOGPROBS", len(completion.choices[0].logprobs.top_logprobs[0]))
try:
    OpenAI(base_url=sys.argv[1], api_key="wrong", max_retries=0).models.list()
    client.with_options(api_key="wrong").chat.completions.create(model="plexus/text", messages=[{"role": "user", "content": "x"}])
    print("UNAUTHORISED no")
except AuthenticationError:
    print("UNAUTHORISED yes")
