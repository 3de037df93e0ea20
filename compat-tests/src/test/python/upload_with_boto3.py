"""Uploads to a bucket with boto3: reads "FILE<tab>KEY" lines, and answers each with a line when the object is stored."""

import sys

import boto3

endpoint, bucket = sys.argv[1:]
client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
for line in sys.stdin:
    file, key = line.rstrip("\n").split("\t")
    client.upload_file(file, bucket, key)
    print("stored", flush=True)
