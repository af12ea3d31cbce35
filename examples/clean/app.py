"""A web application that the platform's default command starts."""

from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return "It works."
